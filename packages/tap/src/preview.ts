import { isId } from './packet.js'
import type { Preview, PreviewEntry, PreviewNode, PreviewType } from './types.js'

/** How closely values are looked at, in floods less so: then arguments are opened, but not what is in them, or not even they. */
export type Detail = 'full' | 'shallow' | 'least'

interface Limits {
  readonly depth: number
  readonly width: number
  readonly nodes: number
}

const limitsOf: Record<Detail, Limits> = {
  full: { depth: 4, width: 12, nodes: 60 },
  shallow: { depth: 1, width: 5, nodes: 12 },
  least: { depth: 0, width: 0, nodes: 0 },
}
const maxText = 120
const maxArguments = 12

const nodeWeight = 56
const undefinedNode: PreviewNode = { type: 'undefined' }
const emptyArray: PreviewNode = { type: 'array', size: 0, entries: [] }
const emptyObject: PreviewNode = { type: 'object', size: 0, entries: [] }

// One walk at a time: a walk never runs code that could start another one, except through traps of proxies, whose
// nested walk would only miscount.
let nodesLeft = 0
let size = 0
let weight = 0
let deepest = 0
let widest = 0
const ancestors: object[] = []

/** What the last `dehydrate` has measured: approximate bytes of the values on the wire, and of their preview. */
export const measured = { size: 0, weight: 0 }

/**
 * Describes arguments without keeping any of them. Runs no getter and never throws.
 *
 * @param marks `argsTransform` of the packet: where ids of functions stand
 */
export function dehydrate(
  args: readonly unknown[],
  marks: unknown,
  detail: Detail = 'full',
): readonly Preview[] {
  const limits = limitsOf[detail]
  nodesLeft = limits.nodes
  deepest = limits.depth
  widest = limits.width
  size = 0
  weight = 0
  if (ancestors.length > 0) ancestors.length = 0
  const length = Math.min(args.length, maxArguments)
  // A copy is as long as it needs to be; an array that grows is longer.
  const preview = args.slice(0, length) as Preview[]
  for (let index = 0; index < length; index++) {
    preview[index] = describe(args[index], markAt(marks, index), 0)
  }
  if (args.length > length) {
    preview.push({ type: 'more', size: args.length - length })
    size += (size / length) * (args.length - length)
  }
  measured.size = Math.round(size)
  measured.weight = weight + preview.length * 8
  return preview
}

/** Values that are their own description, or nearly: nobody can change them, and they hold nothing. */
export function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    case 'string':
      return value.length <= maxText
    case 'boolean':
    case 'undefined':
      return true
    default:
      return value === null
  }
}

/** What `dehydrate` would measure. */
export function plainSize(value: unknown): number {
  return typeof value === 'string' ? value.length : typeof value === 'number' ? 8 : 4
}

/** What `dehydrate` would make of a plain value. */
export function previewOfPlain(value: unknown): Preview {
  return value === undefined ? undefinedNode : (value as Preview)
}

/** Describes one value. */
export function dehydrateOne(value: unknown): Preview {
  return dehydrate([value], undefined)[0] ?? undefinedNode
}

/** The mark of one place, `1` for the id of a function. */
function markAt(marks: unknown, key: string | number): unknown {
  if (typeof marks !== 'object' || marks === null) return undefined
  if (Array.isArray(marks)) return marks.length > 0 && marks.includes(key) ? 1 : undefined
  return Object.hasOwn(marks, key) ? (marks as Record<string, unknown>)[key] : undefined
}

function describe(value: unknown, mark: unknown, depth: number): Preview {
  nodesLeft--
  switch (typeof value) {
    case 'number':
      size += 8
      if (mark === 1) return node({ type: 'function', id: value })
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : node({ type: 'number', text: textOf(value) })
    case 'string':
      size += value.length
      if (mark === 1) return node({ type: 'function', id: value })
      if (value.length <= maxText) {
        weight += value.length
        return value
      }
      // A slice would keep the whole string in memory.
      return node({ type: 'string', text: detach(value.slice(0, maxText)), size: value.length })
    case 'boolean':
      size += 4
      return value
    case 'undefined':
      size += 4
      return undefinedNode
    case 'object':
      if (value === null) {
        size += 4
        return null
      }
      try {
        return describeObject(value, mark, depth)
      } catch (error) {
        return node({ type: 'unreadable', text: reasonOf(error) })
      }
    case 'function':
      return node({ type: 'function', name: nameOf(value) })
    case 'bigint':
      size += 8
      return node({ type: 'bigint', text: clip(String(value)) })
    case 'symbol':
      return node({ type: 'symbol', text: clip(String(value)) })
  }
}

function describeObject(value: object, mark: unknown, depth: number): Preview {
  if (Array.isArray(value)) return describeArray(value, mark, depth)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null)
    return describeProperties(value, undefined, mark, depth)
  if (ArrayBuffer.isView(value)) return binary(tagOf(value), value.byteLength)
  const tag = tagOf(value)
  switch (tag) {
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return binary(tag, (value as ArrayBuffer).byteLength)
    case 'Blob':
    case 'File':
      return binary(tag, (value as Blob).size)
    case 'Map':
      return describeMap(value as Map<unknown, unknown>, depth)
    case 'Set':
      return describeSet(value as Set<unknown>, depth)
    case 'Date':
      size += 8
      return node({ type: 'date', text: dateText(value as Date) })
    case 'RegExp':
      return node({ type: 'regexp', text: clip(RegExp.prototype.toString.call(value)) })
    case 'Error':
    case 'DOMException':
      return describeError(value as Error)
    case 'Promise':
      return node({ type: 'promise' })
    default:
      return describeProperties(value, tag === 'Object' ? classOf(prototype) : tag, mark, depth)
  }
}

function describeArray(value: readonly unknown[], mark: unknown, depth: number): Preview {
  const { length } = value
  size += 4
  if (length === 0) return emptyArray
  if (ancestors.includes(value)) return node({ type: 'cycle' })
  if (depth >= deepest || nodesLeft <= 0) {
    size += length * (typeof value[0] === 'string' ? value[0].length : 8)
    return node({ type: 'array', size: length })
  }
  ancestors.push(value)
  const before = size
  const entries = new Array<PreviewEntry>(Math.min(length, widest, nodesLeft))
  for (let index = 0; index < entries.length; index++) {
    entries[index] = [String(index), describe(value[index], markAt(mark, index), depth + 1)]
  }
  ancestors.pop()
  return container('array', undefined, length, entries, size - before)
}

function describeProperties(value: object, name: string | undefined, mark: unknown, depth: number): Preview {
  size += 4
  if (ancestors.includes(value)) return node({ type: 'cycle' })
  const keys = Object.keys(value)
  if (keys.length === 0 && name === undefined) return emptyObject
  if (depth >= deepest || nodesLeft <= 0) {
    size += keys.length * 16
    return node(
      name === undefined
        ? { type: 'object', size: keys.length }
        : { type: 'object', name, size: keys.length },
    )
  }
  ancestors.push(value)
  const before = size
  const entries = new Array<PreviewEntry>(Math.min(keys.length, widest, nodesLeft))
  for (let index = 0; index < entries.length; index++) {
    const key = keys[index] ?? ''
    size += key.length
    entries[index] = [clip(key), describeProperty(value, key, mark, depth + 1)]
  }
  ancestors.pop()
  return container('object', name, keys.length, entries, size - before)
}

function describeProperty(value: object, key: string, mark: unknown, depth: number): Preview {
  const property = Object.getOwnPropertyDescriptor(value, key)
  if (!property || !('value' in property)) return node({ type: 'unreadable', text: 'getter' })
  return describe(property.value, markAt(mark, key), depth)
}

function describeMap(value: Map<unknown, unknown>, depth: number): Preview {
  const count = wholeNumber(value.size)
  if (depth >= deepest || nodesLeft <= 0 || ancestors.includes(value)) {
    size += count * 16
    return node({ type: 'map', size: count })
  }
  ancestors.push(value)
  const before = size
  const entries: PreviewEntry[] = []
  for (const [key, item] of Map.prototype.entries.call(value) as Iterable<[unknown, unknown]>) {
    if (entries.length >= widest || nodesLeft <= 0) break
    entries.push([keyText(key), describe(item, undefined, depth + 1)])
    size += 8
  }
  ancestors.pop()
  return container('map', undefined, count, entries, size - before)
}

function describeSet(value: Set<unknown>, depth: number): Preview {
  const count = wholeNumber(value.size)
  if (depth >= deepest || nodesLeft <= 0 || ancestors.includes(value)) {
    size += count * 8
    return node({ type: 'set', size: count })
  }
  ancestors.push(value)
  const before = size
  const entries: PreviewEntry[] = []
  for (const item of Set.prototype.values.call(value) as Iterable<unknown>) {
    if (entries.length >= widest || nodesLeft <= 0) break
    entries.push([String(entries.length), describe(item, undefined, depth + 1)])
  }
  ancestors.pop()
  return container('set', undefined, count, entries, size - before)
}

function describeError(value: Error): Preview {
  const name = textOf(dataProperty(value, 'name') ?? classOf(Object.getPrototypeOf(value)) ?? 'Error')
  const message = value instanceof Error ? dataProperty(value, 'message') : (value as Error).message
  const text = clip(textOf(message ?? ''))
  size += text.length + 200
  return node({ type: 'error', name: clip(name), text })
}

/** Counts what was not looked at like what was. */
function container(
  type: PreviewType,
  name: string | undefined,
  count: number,
  entries: PreviewEntry[],
  seen: number,
): PreviewNode {
  if (entries.length < count && entries.length > 0) size += (seen / entries.length) * (count - entries.length)
  weight += entries.length * 40
  return node(name === undefined ? { type, size: count, entries } : { type, name, size: count, entries })
}

function binary(name: string, bytes: number): PreviewNode {
  size += wholeNumber(bytes)
  return node({ type: 'binary', name, size: bytes })
}

/** @throws TypeError for what only calls itself a map or a blob */
function wholeNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new TypeError('it is not what it says')
}

function node(shown: PreviewNode): PreviewNode {
  weight += nodeWeight + (shown.text?.length ?? 0)
  return shown
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

function classOf(prototype: unknown): string | undefined {
  const make =
    typeof prototype === 'object' && prototype !== null ? dataProperty(prototype, 'constructor') : undefined
  return typeof make === 'function' ? nameOf(make) : undefined
}

function nameOf(fn: unknown): string {
  const name = dataProperty(fn as object, 'name')
  return typeof name === 'string' ? clip(name) : ''
}

/** An own property, unless it is a getter. */
function dataProperty(value: object, key: string): unknown {
  try {
    return Object.getOwnPropertyDescriptor(value, key)?.value as unknown
  } catch {
    return undefined
  }
}

function dateText(date: Date): string {
  const time = Date.prototype.getTime.call(date)
  return Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString()
}

function keyText(key: unknown): string {
  if (isId(key)) return clip(String(key))
  return typeof key === 'object' && key !== null ? tagOf(key) : clip(textOf(key))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'object' ? '' : String(value)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? clip(textOf(dataProperty(error, 'message') ?? '')) : ''
}

function clip(text: string): string {
  return text.length <= maxText ? text : `${detach(text.slice(0, maxText - 1))}…`
}

/** A copy: engines let a slice refer to the string that it is from, and keep that alive. */
function detach(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}
