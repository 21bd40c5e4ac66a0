import type { Id, Packet } from './types.js'

/** Gives up a function, or the wait for a call: `args` is `[id]`. */
export const UNBIND = 'iorpcUnbind'
/** Rejects a call: `args` is `[callId, message, stack]`, or `[callId, value, false]` for a value that is no error. */
export const THROW = 'iorpcThrowError'

/** How deep functions may be nested. */
export const MAX_DEPTH = 100

const reserved = new Set<unknown>([UNBIND, THROW, 'noWait', ''])

export const isId = (value: unknown): value is Id =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && !reserved.has(value)

/** A packet that has been checked in full and not been changed. */
export interface ParsedPacket {
  apiFunc: string
  cbId: Id | false
  args: unknown[]
  /** Where the ids of functions stand; `undefined` when there are none. */
  transform: Packet['argsTransform'] | undefined
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
  if (typeof raw !== 'object' || raw === null)
    return { fault: 'a packet must be an object', apiFunc: '', cbId: false }
  const { apiFunc, cbId, args, argsTransform, kind } = raw as Record<string, unknown>
  if (typeof apiFunc !== 'string') return { fault: 'apiFunc must be a string', apiFunc: '', cbId: false }
  if (cbId !== false && !isId(cbId)) return { fault: 'cbId must be false or an id', apiFunc, cbId: false }
  if (!Array.isArray(args)) return { fault: 'args must be an array', apiFunc, cbId }
  const isFlat = Array.isArray(argsTransform)
  if (isFlat && argsTransform.length === 0) return { apiFunc, cbId, args, transform: undefined, kind }
  const fault = isFlat ? checkFlat(args, argsTransform, nested) : checkNested(args, argsTransform, nested)
  if (fault) return { fault, apiFunc, cbId }
  return { apiFunc, cbId, args, transform: argsTransform as Packet['argsTransform'], kind }
}

const wrongMode = 'both sides must set allowNestedFunctions alike'

function checkFlat(args: unknown[], transform: unknown[], nested: boolean): string | undefined {
  if (nested) return wrongMode
  const seen = new Set<unknown>()
  for (const index of transform) {
    if (typeof index !== 'number' || seen.has(index)) return 'argsTransform must list each index once'
    const fault = checkId(args, String(index))
    if (fault) return fault
    seen.add(index)
  }
  return undefined
}

function checkNested(args: unknown[], transform: unknown, nested: boolean): string | undefined {
  if (typeof transform !== 'object' || transform === null)
    return 'argsTransform must be an array or an object'
  if (!nested && Object.keys(transform).length > 0) return wrongMode
  return checkTree(args, transform, 0)
}

function checkTree(container: unknown, transform: object, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `argsTransform is deeper than ${MAX_DEPTH} levels`
  for (const [key, mark] of Object.entries(transform) as [string, unknown][]) {
    let fault: string | undefined
    if (mark === 1) fault = checkId(container, key)
    else if (typeof mark !== 'object' || mark === null || Array.isArray(mark))
      fault = 'argsTransform must end in 1'
    else if (!holds(container, key)) fault = `args holds nothing at ${key}`
    else fault = checkTree(container[key], mark, depth + 1)
    if (fault) return fault
  }
  return undefined
}

function checkId(container: unknown, key: string): string | undefined {
  return holds(container, key) && isId(container[key]) ? undefined : `args must hold an id at ${key}`
}

/** Plain data only: an element of a typed array, or the `length` of an array, is no place for a function. */
function holds(container: unknown, key: string): container is Record<string, unknown> {
  if (typeof container !== 'object' || container === null || ArrayBuffer.isView(container)) return false
  return Object.hasOwn(container, key) && !(Array.isArray(container) && key === 'length')
}
