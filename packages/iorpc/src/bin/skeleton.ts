// A packet without its binary values. The text is JSON of `[packet, length of value 0, length of value 1, …]`. In the
// packet `{ "__bin": index }` stands for a value, in ascending order, and `{ "__bin": object }` for an object with a key
// `__bin` of its own. No other key has a meaning.

import { IorpcError } from '../errors.js'
import { bytesOf, tagOf } from './bytes.js'

const MARK = '__bin'

/** Kinds of objects that arrive as they are; JSON would silently empty most others. */
const sendable = /* @__PURE__ */ new Set(['Object', 'Array', 'Number', 'String', 'Boolean'])

const encoder = /* @__PURE__ */ new TextEncoder()
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true })

type Container = Record<string | number, unknown>

/**
 * Takes the binary values out of a packet. The packet is not changed; only what leads to a value is copied.
 *
 * @returns the text, then the values
 * @throws IorpcError `IORPC_BAD_VALUE` for what would not arrive as it is, with its place
 */
export function dehydrate(packet: unknown): Uint8Array[] {
  const values: Uint8Array[] = []
  const above: unknown[] = []
  const path: (string | number)[] = []

  function visit(value: unknown): unknown {
    if (typeof value === 'object' && value) {
      const bytes = bytesOf(value)
      if (bytes) return { [MARK]: values.push(lasting(bytes)) - 1 }
      const { toJSON } = value as { toJSON?: unknown }
      const plain: unknown = typeof toJSON === 'function' ? toJSON.call(value, path.at(-1)) : value
      return plain === value ? visitChildren(value as Container) : visit(plain)
    }
    const type = typeof value
    if (type === 'bigint' || type === 'symbol' || type === 'function')
      throw new Error(`a ${type} cannot be sent`)
    return value
  }

  function visitChildren(from: Container): unknown {
    const isArray = Array.isArray(from)
    const tag = isArray ? 'Array' : tagOf(from)
    if (!sendable.has(tag)) throw new Error(`a ${tag} cannot be sent`)
    if (above.includes(from)) throw new Error('a cycle cannot be sent')
    above.push(from)
    let to = from
    for (const key of isArray ? from.keys() : Object.keys(from)) {
      path.push(key)
      const child = from[key]
      const sent = visit(child)
      if (sent !== child) {
        // The copy has the same own keys, so that not even an assignment to `__proto__` finds a setter.
        if (to === from) to = isArray ? ([...from] as unknown as Container) : { ...from }
        to[key] = sent
      }
      path.pop()
    }
    above.pop()
    return Object.hasOwn(from, MARK) ? { [MARK]: to } : to
  }

  try {
    const text = JSON.stringify([visit(packet), ...values.map((value) => value.length)])
    return [encoder.encode(text), ...values]
  } catch (cause) {
    const { message } = cause as Error
    throw new IorpcError('IORPC_BAD_VALUE', `binChannel: ${message}, at ${path.join('.')}`, { cause })
  }
}

/** Memory that is shared or changes its size could be another when it is sent. */
function lasting(bytes: Uint8Array): Uint8Array {
  const memory = bytes.buffer as { resizable?: boolean }
  if (tagOf(memory) === 'ArrayBuffer' && !memory.resizable) return bytes
  throw new Error('a shared or resizable buffer cannot be sent')
}

/** A received skeleton that waits for its values. */
export interface Skeleton {
  /** The packet, then how many bytes each value has. */
  root: unknown[]
  /** What puts each value in its place. */
  places: ((value: unknown) => void)[]
}

/**
 * Reads the text that `dehydrate` has made.
 *
 * @throws for any other, also when a value has no place or several
 */
export function readSkeleton(text: Uint8Array): Skeleton {
  const json = decoder.decode(text)
  const root: unknown = JSON.parse(json)
  const places: Skeleton['places'] = []

  function visit(holder: Container, key: string | number): void {
    let value = holder[key]
    if (typeof value !== 'object' || value === null) return
    if (Object.hasOwn(value, MARK)) {
      const mark = (value as Container)[MARK]
      if (mark === places.length) {
        places.push((bytes) => (holder[key] = bytes))
        return
      }
      if (typeof mark !== 'object') throw broken()
      holder[key] = value = mark
    }
    for (const child of Object.keys(value as Container)) visit(value as Container, child)
  }

  if (!Array.isArray(root)) throw broken()
  // Without a value or an escaped object there is nothing to look for.
  if (root.length > 1 || json.includes(MARK)) visit(root as unknown as Container, 0)
  if (places.length !== root.length - 1 || !root.slice(1).every(Number.isSafeInteger)) throw broken()
  return { root, places }
}

const broken = () => new Error('its skeleton is wrong')
