import type { Id } from './types.js'

/** Gives up a function, or the wait for a call: `args` is `[id]`. */
export const UNBIND = 'iorpcUnbind'
/** Rejects a call: `args` is `[callId, message, stack]`, or `[callId, value, false]` for a value that is no error. */
export const THROW = 'iorpcThrowError'

/** How deep functions may be nested. */
export const MAX_DEPTH = 100

const reserved = new Set<unknown>([UNBIND, THROW, 'noWait', ''])

export const isId = (value: unknown): value is Id =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && !reserved.has(value)

/** `array[index]` or `object.key` that holds the id of a function. */
export type Slot = [container: Record<string, unknown>, key: string]

/** A packet that has been checked in full; nothing in it has been changed yet. */
export interface ParsedPacket {
  apiFunc: string
  cbId: Id | false
  args: unknown[]
  /** Where the ids of functions stand. */
  slots: readonly Slot[] | undefined
  kind: unknown
}

/** Why a packet is refused. `cbId` is the id to answer to, `false` where nobody can be answered. */
export interface PacketFault {
  fault: string
  apiFunc: string
  cbId: Id | false
}

/**
 * The only reader of untrusted input.
 *
 * @param nested whether this side has `allowNestedFunctions`
 */
export function parsePacket(raw: unknown, nested: boolean): ParsedPacket | PacketFault {
  if (typeof raw !== 'object' || raw === null) return { fault: 'a packet must be an object', apiFunc: '', cbId: false }
  const { apiFunc, cbId, args, argsTransform, kind } = raw as Record<string, unknown>
  if (typeof apiFunc !== 'string') return { fault: 'apiFunc must be a string', apiFunc: '', cbId: false }
  if (cbId !== false && !isId(cbId)) return { fault: 'cbId must be false or an id', apiFunc, cbId: false }
  if (!Array.isArray(args)) return { fault: 'args must be an array', apiFunc, cbId }
  let slots: Slot[] | undefined
  if (!Array.isArray(argsTransform) || argsTransform.length > 0) {
    slots = []
    const fault = findSlots(args, argsTransform, nested, slots)
    if (fault) return { fault, apiFunc, cbId }
  }
  return { apiFunc, cbId, args, slots, kind }
}

function findSlots(args: unknown[], transform: unknown, nested: boolean, slots: Slot[]): string | undefined {
  if (typeof transform !== 'object' || transform === null) return 'argsTransform must be an array or an object'
  const isFlat = Array.isArray(transform)
  if (isFlat === nested && Object.keys(transform).length > 0) {
    return `argsTransform is ${isFlat ? 'flat' : 'nested'}: both sides must set allowNestedFunctions alike`
  }
  if (!isFlat) return walk(args, transform, slots, 0)
  const seen = new Set<unknown>()
  for (const index of transform as unknown[]) {
    if (typeof index !== 'number' || seen.has(index)) return 'argsTransform must list each index once'
    seen.add(index)
    const fault = addSlot(args, String(index), slots)
    if (fault) return fault
  }
  return undefined
}

function walk(container: unknown, transform: object, slots: Slot[], depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `argsTransform is deeper than ${MAX_DEPTH} levels`
  for (const key of Object.keys(transform)) {
    const mark: unknown = (transform as Record<string, unknown>)[key]
    let fault: string | undefined
    if (mark === 1) fault = addSlot(container, key, slots)
    else if (typeof mark !== 'object' || mark === null || Array.isArray(mark)) {
      fault = 'argsTransform must hold 1 or an object at each key'
    } else if (!hasSlot(container, key)) fault = `argsTransform points at ${key}, which args does not hold`
    else fault = walk((container as Record<string, unknown>)[key], mark, slots, depth + 1)
    if (fault) return fault
  }
  return undefined
}

function addSlot(container: unknown, key: string, slots: Slot[]): string | undefined {
  if (!hasSlot(container, key)) return `argsTransform points at ${key}, which args does not hold`
  if (!isId(container[key])) return `args must hold an id at ${key}`
  slots.push([container, key])
  return undefined
}

/** Plain data only: an index of a typed array, or `length` of an array, cannot hold a function. */
function hasSlot(container: unknown, key: string): container is Record<string, unknown> {
  if (typeof container !== 'object' || container === null || ArrayBuffer.isView(container)) return false
  return Object.hasOwn(container, key) && !(Array.isArray(container) && key === 'length')
}
