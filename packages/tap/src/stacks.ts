import type { Site } from './types.js'

/** One call on a stack, as the engine tells it: in the code that it runs. */
export interface Frame extends Site {
  /** Where the script is loaded from, with its query. */
  readonly url: string
}

/** Where something was made. */
export interface Origin {
  /** Those of the user, innermost first; none where only libraries are on the stack. */
  readonly frames: readonly Frame[]
  /** The first function on the stack that is named like a component. */
  readonly component: string | undefined
}

/** The packages of this library are some 35 of them, for a call of a component. */
const framesCaptured = 60
const framesShown = 8
const originsCached = 1000

const origins = new Map<string, Origin>()

/** Where the caller of the library stands in the code. */
export function captureOrigin(): Origin {
  return originOf(captureStack())
}

/** The same for a stack that somebody else has captured. */
export function originOf(text: string): Origin {
  const known = origins.get(text)
  if (known) return known
  const origin = readOrigin(text)
  if (origins.size >= originsCached) origins.clear()
  origins.set(text, origin)
  return origin
}

/** The text at once: an error that is not yet formatted keeps the functions on the stack alive. */
function captureStack(): string {
  const { stackTraceLimit } = Error
  const hasLimit = setLimit(Math.max(framesCaptured, stackTraceLimit || 0))
  const { stack = '' } = new Error()
  if (hasLimit) setLimit(stackTraceLimit)
  return stack
}

/** Hardened environments refuse it. */
function setLimit(limit: number): boolean {
  try {
    Error.stackTraceLimit = limit
    return true
  } catch {
    return false
  }
}

function readOrigin(text: string): Origin {
  const frames = readFrames(text).filter((frame) => !isLibrary(frame.file))
  return {
    frames,
    component: frames.map((frame) => componentOf(frame.functionName)).find((name) => name !== undefined),
  }
}

export function siteOf({ frames: [first] }: Origin): Site | undefined {
  return (
    first && { file: first.file, line: first.line, column: first.column, functionName: first.functionName }
  )
}

/** One line for each place of the innermost ones. */
export function stackText(sites: readonly Site[]): string {
  return sites
    .slice(0, framesShown)
    .map(({ file, line, column, functionName }) => {
      const place = `${file}:${line}:${column}`
      return functionName === undefined ? place : `${functionName} (${place})`
    })
    .join('\n')
}

/** `at name (file:1:2)`, `at file:1:2`, or `name@file:1:2` of Firefox and Safari. */
const chromium = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/
const others = /^(.*?)@(.+?):(\d+):(\d+)$/

function readFrames(text: string): Frame[] {
  return text.split('\n').flatMap((line) => readFrame(line) ?? [])
}

function readFrame(line: string): Frame | undefined {
  const [, name, url, row, column] = chromium.exec(line) ?? others.exec(line) ?? []
  if (url === undefined) return undefined
  return {
    url,
    file: withoutQuery(url),
    line: Number(row),
    column: Number(column),
    functionName: name === undefined || name === '' ? undefined : name.replace(/ \[as .*\]$/, ''),
  }
}

export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/, '')
}

/** `SearchBox` of `SearchBox`, `SearchBox.useEffect` or `SearchBox.render`. */
export function componentOf(functionName: string | undefined): string | undefined {
  if (functionName === undefined || functionName.startsWith('new ')) return undefined
  const [, name] = /^([A-Z][\w$]*)(?:\.|$)/.exec(functionName) ?? []
  return name === undefined || builtIns.has(name) ? undefined : name
}

const builtIns = new Set([
  'Object',
  'Array',
  'Promise',
  'Function',
  'Module',
  'Map',
  'Set',
  'Proxy',
  'Timeout',
  'Immediate',
])

/** Packages that stand beside this one in a checkout; elsewhere they are in `node_modules`. */
const ownFolder = /^(.*\/)tap\/(?:src|dist)\//.exec(readFrames(captureStack())[0]?.file ?? '')?.[1]
const ownPackage = /^(?:iorpc|react|tap)\/(?:src|dist)\//

/** Code that is no code of the user. */
export function isLibrary(file: string): boolean {
  if (/\/node_modules\/|^node:|^native$|^internal\//.test(file)) return true
  return (
    ownFolder !== undefined && file.startsWith(ownFolder) && ownPackage.test(file.slice(ownFolder.length))
  )
}
