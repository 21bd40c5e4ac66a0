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

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * Whether a packet names what it is for and who is to be answered: without that, it can only be dropped.
 * With `checkArgs` the only reader of untrusted input.
 */
export const isAddressed = (raw: unknown): raw is Packet =>
  isObject(raw) && typeof raw.apiFunc === 'string' && (raw.cbId === false || isId(raw.cbId))

/**
 * Checks arguments and transform in full, before anything in them is used.
 *
 * @param nested whether this side has `allowNestedFunctions`
 * @returns what is wrong with them
 */
export function checkArgs(args: unknown, transform: unknown, nested: boolean): string | undefined {
  if (!Array.isArray(args)) return 'args must be an array'
  if (!isObject(transform)) return 'argsTransform must be an array or an object'
  const isFlat = Array.isArray(transform)
  if (isFlat ? transform.length === 0 : Object.keys(transform).length === 0) return undefined
  if (isFlat === nested) return 'both sides must set allowNestedFunctions alike'
  const fits = isFlat ? listFits(args, transform) : treeFits(args, transform, MAX_DEPTH)
  return fits ? undefined : 'argsTransform does not fit args'
}

const listFits = (args: unknown[], indices: unknown[]) =>
  new Set(indices).size === indices.length &&
  indices.every((index) => typeof index === 'number' && holds(args, String(index)) && isId(args[index]))

const treeFits = (container: unknown, tree: unknown, depth: number): boolean =>
  isObject(tree) &&
  !Array.isArray(tree) &&
  depth > 0 &&
  Object.entries(tree).every(
    ([key, mark]) =>
      holds(container, key) &&
      (mark === 1 ? isId(container[key]) : treeFits(container[key], mark, depth - 1)),
  )

/** Plain data only: an element of a typed array, or the `length` of an array, is no place for a function. */
const holds = (container: unknown, key: string): container is Record<string, unknown> =>
  isObject(container) &&
  !ArrayBuffer.isView(container) &&
  Object.hasOwn(container, key) &&
  !(Array.isArray(container) && key === 'length')
