import type { Site } from './types.js'

/** Where something was made. */
export interface Origin {
  /** The first frame of the user. */
  readonly site: Site | undefined
  /** Frames of the user, one a line. */
  readonly stack: string
  /** The first function on the stack that is named like a component. */
  readonly component: string | undefined
}

interface Frame extends Site {
  readonly text: string
}

const framesCaptured = 30
const framesKept = 8
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
  const all = readFrames(text)
  const own = all.filter((frame) => !isLibrary(frame.file))
  const frames = own.length > 0 ? own : all
  const [first] = frames
  return {
    site: first && {
      file: first.file,
      line: first.line,
      column: first.column,
      functionName: first.functionName,
    },
    stack: frames
      .slice(0, framesKept)
      .map((frame) => frame.text)
      .join('\n'),
    component: frames.map((frame) => componentOf(frame.functionName)).find((name) => name !== undefined),
  }
}

/** `at name (file:1:2)`, `at file:1:2`, or `name@file:1:2` of Firefox and Safari. */
const chromium = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/
const others = /^(.*?)@(.+?):(\d+):(\d+)$/

function readFrames(text: string): Frame[] {
  return text.split('\n').flatMap((line) => readFrame(line) ?? [])
}

function readFrame(line: string): Frame | undefined {
  const [, name, address, row, column] = chromium.exec(line) ?? others.exec(line) ?? []
  if (address === undefined) return undefined
  const file = address.replace(/[?#].*$/, '')
  const functionName = name === undefined || name === '' ? undefined : name.replace(/ \[as .*\]$/, '')
  const place = `${file}:${row}:${column}`
  return {
    file,
    line: Number(row),
    column: Number(column),
    functionName,
    text: functionName === undefined ? place : `${functionName} (${place})`,
  }
}

/** `SearchBox` of `SearchBox`, `SearchBox.useEffect` or `SearchBox.render`. */
function componentOf(functionName: string | undefined): string | undefined {
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

function isLibrary(file: string): boolean {
  if (/\/node_modules\/|^node:|^native$|^internal\//.test(file)) return true
  return (
    ownFolder !== undefined && file.startsWith(ownFolder) && ownPackage.test(file.slice(ownFolder.length))
  )
}
