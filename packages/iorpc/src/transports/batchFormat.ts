// A message of `batch` is a packet, or a list of packets without their keys, which would be most of its text: first a
// mark, then of each packet in a row `apiFunc`, `cbId`, its shape, and its arguments. The list is JSON text, or an array
// for the structured clone.

import { isEmpty, isObject, keyOf } from '../packet.js'
import type { Packet } from '../types.js'

const mark = 'iorpc-batch'

/** Most packets of one message. */
export const maxBatch = 10_000

/** One argument, which is `undefined`, and does not follow. JSON cannot carry it, and many answers are just that. */
const nothing = -1

/** What is neither name nor argument of a packet, where it is not the usual. */
interface Shape {
  /** How many arguments follow, or `nothing`. */
  count: number
  argsTransform: Packet['argsTransform']
  kind?: Packet['kind']
}

/** For most packets a number tells it: twice the count, and one more if an empty `argsTransform` is that of nested mode. */
const shapeOf = (count: number, { argsTransform, kind }: Packet): number | Shape => {
  if (kind) return { count, argsTransform, kind }
  if (!isEmpty(argsTransform)) return { count, argsTransform }
  return count * 2 + (Array.isArray(argsTransform) ? 0 : 1)
}

export const newList = (): unknown[] => [mark]

/** Adds all of a packet but its arguments. @returns whether there is nothing more to add */
export function addHead(list: unknown[], packet: Packet): boolean {
  const { apiFunc, cbId, args } = packet
  const isNothing = args.length === 1 && args[0] === undefined
  // As a number an id is parsed faster than as text.
  list.push(keyOf(apiFunc), cbId, shapeOf(isNothing ? nothing : args.length, packet))
  return isNothing
}

/**
 * Hands out the packets of a message one by one. What is no batch, or breaks its rules, is handed on as it is: the pair
 * takes it as a packet, or drops it and tells its observer.
 */
export function readBatch(message: unknown, handler: (packet: unknown) => void): void {
  const packets = packetsOf(message)
  if (!packets) return handler(message)
  let failed = false
  let failure: unknown
  for (const packet of packets) {
    try {
      handler(packet)
    } catch (error) {
      // As with messages of their own, the packets after it are not affected.
      failed = true
      failure = error
    }
  }
  if (failed) throw failure
}

function packetsOf(message: unknown): unknown[] | undefined {
  const list = listOf(message)
  if (!list) return undefined
  const packets: unknown[] = []
  for (let at = 1; at < list.length;) {
    const key = list[at]
    const apiFunc = typeof key === 'number' ? String(key) : key
    const cbId = list[at + 1]
    const shape = list[at + 2]
    at += 3
    const isUsual = Number.isInteger(shape)
    const count: unknown = isUsual ? Math.floor((shape as number) / 2) : (Object(shape) as Shape).count
    const end = count === nothing ? at : Number.isInteger(count) ? at + (count as number) : NaN
    if (!(end >= at && end <= list.length) || packets.length === maxBatch) return undefined
    const args = count === nothing ? [undefined] : list.slice(at, end)
    if (isUsual) packets.push({ apiFunc, cbId, args, argsTransform: (shape as number) % 2 ? {} : [] })
    else {
      const { argsTransform, kind } = shape as Shape
      packets.push({ apiFunc, cbId, args, argsTransform, ...(kind && { kind }) })
    }
    at = end
  }
  return packets
}

function listOf(message: unknown): unknown[] | undefined {
  if (!isBatch(message)) return undefined
  if (typeof message !== 'string') return isWhole(message as unknown[]) ? (message as unknown[]) : undefined
  try {
    return JSON.parse(message) as unknown[]
  } catch {
    return undefined
  }
}

/**
 * Whether a list has no holes, and holds no object in two places. Otherwise a clone of some bytes could stand for billions
 * of arguments, or for a large object in each of its packets.
 */
function isWhole(list: unknown[]): boolean {
  if (Object.keys(list).length !== list.length) return false
  /** Grows while it is gone through. */
  const objects = new Set<object>([list])
  for (const object of objects) {
    for (const part of Object.values(object) as unknown[]) {
      if (!isObject(part)) continue
      if (objects.has(part)) return false
      objects.add(part)
    }
  }
  return true
}

const isBatch = (message: unknown): boolean =>
  typeof message === 'string'
    ? message.startsWith(`["${mark}",`)
    : Array.isArray(message) && message[0] === mark

/** Whether a message is for a pair. */
export const holdsPackets = (message: unknown): boolean =>
  isBatch(message) || (isObject(message) && 'apiFunc' in message)
