import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Program } from 'acorn'
import { componentOf, isLibrary, stackText, withoutQuery, type Frame } from './stacks.js'
import { readScript, surroundingsOf, type Surroundings } from './syntax.js'
import type { Site } from './types.js'
import type { Located } from './whereabouts.js'

/** A script as the page has loaded it. */
interface Script {
  readonly text: string
  /** Absent where it cannot be parsed. */
  readonly program: Program | undefined
  readonly map: TraceMap | undefined
}

const scriptsKept = 30
/** Characters of a script that is parsed: a development server has modules, and a large bundle would take too long. */
const largestParsed = 2_000_000

const scripts = new Map<string, Promise<Script | undefined>>()

/** Finds the places of a stack in the code as it was written, and the component that they are in. */
export async function locate(frames: readonly Frame[]): Promise<Located | undefined> {
  const all = await Promise.all(frames.map(locateFrame))
  // A script may be a bundle of everything, which only its map takes apart.
  const own = all.filter(({ site }) => !isLibrary(site.file))
  const places = own.length > 0 ? own : all
  const [first] = places
  if (!first) return undefined
  const components = places.map(({ around, calledAs }) => around?.component ?? componentOf(calledAs))
  const hooks = places.map(({ around }) => around?.hook)
  return {
    site: first.site,
    stack: stackText(places.map(({ site }) => site)),
    owner: [...components, ...hooks].find((name) => name !== undefined),
    passed: first.around?.passed ?? [],
  }
}

/** A frame and what its script tells about it. */
interface Place {
  readonly site: Site
  /** The name that the engine gives the function. */
  readonly calledAs: string | undefined
  readonly around: Surroundings | undefined
}

async function locateFrame({ url, file, line, column, functionName }: Frame): Promise<Place> {
  const served = { file, line, column, functionName }
  const script = await scriptAt(url).catch(() => undefined)
  if (!script) return { site: served, calledAs: functionName, around: undefined }
  const around = script.program && surroundingsOf(script.program, offsetOf(script.text, line, column))
  const named = { ...served, functionName: around?.functionName ?? functionName }
  const origin = script.map && originalPositionFor(script.map, { line, column: column - 1 })
  const site =
    origin?.source == null
      ? named
      : { ...named, file: withoutQuery(origin.source), line: origin.line, column: origin.column + 1 }
  return { site, calledAs: functionName, around }
}

function scriptAt(url: string): Promise<Script | undefined> {
  const known = scripts.get(url)
  if (known) return known
  const script = readScriptAt(url)
  if (scripts.size >= scriptsKept) scripts.clear()
  scripts.set(url, script)
  return script
}

async function readScriptAt(url: string): Promise<Script | undefined> {
  const text = await load(url)
  if (text === undefined) return undefined
  const map = await mapOf(text, url).catch(() => undefined)
  return { text, map, program: parsed(text) }
}

function parsed(text: string): Program | undefined {
  try {
    return text.length > largestParsed ? undefined : readScript(text)
  } catch {
    return undefined
  }
}

/** The source map that the end of a script holds or names. */
async function mapOf(text: string, url: string): Promise<TraceMap | undefined> {
  const mark = 'sourceMappingURL='
  const at = text.lastIndexOf(mark)
  const [reference] = at < 0 ? [] : (/^\S+/.exec(text.slice(at + mark.length)) ?? [])
  if (reference === undefined) return undefined
  if (reference.startsWith('data:')) return new TraceMap(decodeData(reference), url)
  const mapUrl = new URL(reference, url).href
  const json = await load(mapUrl)
  return json === undefined ? undefined : new TraceMap(json, mapUrl)
}

/** By hand: a strict policy forbids to fetch it. */
function decodeData(url: string): string {
  const comma = url.indexOf(',')
  const data = decodeURIComponent(url.slice(comma + 1))
  if (!url.slice(0, comma).endsWith(';base64')) return data
  return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)))
}

/** From this origin only, and what the page itself has loaded rather than what is there by now. */
async function load(url: string): Promise<string | undefined> {
  if (new URL(url).origin !== location.origin) return undefined
  const response = await fetch(url, { cache: 'force-cache' })
  return response.ok ? response.text() : undefined
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    start = end + 1
  }
  return start + column - 1
}
