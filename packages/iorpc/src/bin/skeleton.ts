// A packet without its binary values. The text is JSON of `[packet, length of value 0, length of value 1, …]`. In the
// packet `{ "__bin": index }` stands for a value, in ascending order, and `{ "__bin": object }` for an object with a key
// `__bin` of its own. No other key has a meaning.

import { IorpcError, tagOf } from '../errors.js'
import { bytesOf } from './bytes.js'

const MARK = '__bin'

/** Kinds of objects that arrive as they are; JSON would silently empty most others. */
const sendable = /^(Object|Array|Number|String|Boolean)$/

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
    if (typeof value !== 'object' || !value) {
      if (/bigint|symbol|function/.test(typeof value)) throw cannotSend(typeof value)
      return value
    }
    const bytes = bytesOf(value)
    if (bytes) return { [MARK]: values.push(lasting(bytes)) - 1 }
    const from = value as Container
    const plain: unknown = typeof from.toJSON === 'function' ? from.toJSON(path.at(-1)) : from
    if (plain !== from) return visit(plain)
    if (!sendable.test(tagOf(from))) throw cannotSend(tagOf(from))
    if (above.includes(from)) throw cannotSend('cycle')
    above.push(from)
    const isArray = Array.isArray(from)
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
  const { buffer } = bytes as { buffer: { resizable?: boolean } }
  if (tagOf(buffer) !== 'ArrayBuffer' || buffer.resizable) throw cannotSend('shared or resizable buffer')
  return bytes
}

const cannotSend = (what: string) => new Error(`a ${what} cannot be sent`)

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
  const root = JSON.parse(json) as unknown[]
  const places: Skeleton['places'] = []

  function visit(holder: Container, key: string | number): void {
    const value = holder[key] as Container
    if (typeof value !== 'object' || !value) return
    if (Object.hasOwn(value, MARK)) {
      const mark = value[MARK]
      if (mark === places.length) return void places.push((bytes) => (holder[key] = bytes))
      if (typeof mark !== 'object') throw broken()
      holder[key] = mark
    }
    for (const child of Object.keys(holder[key] as Container)) visit(holder[key] as Container, child)
  }

  // Without a value or an escaped object there is nothing to look for.
  if (json.includes(MARK)) visit(root as unknown as Container, 0)
  if (!Array.isArray(root) || places.length !== root.length - 1) throw broken()
  return { root, places }
}

const broken = () => new Error('wrong skeleton')
