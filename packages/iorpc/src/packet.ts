import type { Id, Packet, PairOptions } from './types.js'

/** Gives up a function, or the wait for a call: `args` is `[id]`. */
export const UNBIND = 'iorpcUnbind'
/** Rejects a call: `args` is `[callId, message, stack]`, or `[callId, value, false]` for a value that is no error. */
export const THROW = 'iorpcThrowError'

/** How deep functions may be nested. */
export const MAX_DEPTH = 100

/** Engines pass not many more. A length says nothing about the size of a packet: an array may have holes. */
const MAX_LENGTH = 65_535

const reserved: unknown[] = [UNBIND, THROW, 'noWait', '']

export const isId = (value: unknown): value is Id =>
  typeof value === 'string' ? !reserved.includes(value) : Number.isFinite(value)

/** An id and its text are the same: whole numbers are kept as numbers, whichever way they came. */
export function keyOf(id: Id): Id {
  if (typeof id === 'number' && id >= 0 && Number.isSafeInteger(id)) return id
  const text = String(id)
  let number = 0
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9 || (index > 0 && number === 0)) return text
    number = number * 10 + digit
  }
  return text && Number.isSafeInteger(number) ? number : text
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * Whether a packet names what it is for and who is to be answered: without that, it can only be dropped.
 * With `faultIn` the only reader of untrusted input.
 */
export const isAddressed = (raw: unknown): raw is Packet =>
  isObject(raw) && typeof raw.apiFunc === 'string' && (raw.cbId === false || isId(raw.cbId))

/**
 * Checks a packet in full, before anything in it is used.
 *
 * @returns what is wrong with it
 */
export function faultIn(packet: Packet, options: PairOptions): string | undefined {
  const { apiFunc, cbId, kind } = packet
  const { args, argsTransform: transform }: { args: unknown; argsTransform: unknown } = packet
  if (!Array.isArray(args) || !isObject(transform)) return 'args or argsTransform is missing'
  if (args.length > MAX_LENGTH) return `more than ${MAX_LENGTH} arguments`
  if (!isEmpty(transform)) {
    if (Array.isArray(transform) === !!options.allowNestedFunctions) return alike('allowNestedFunctions')
    if (!fits(args, transform)) return 'argsTransform does not fit args'
  }
  if (options.taggedPackets && kind !== 'call' && kind !== 'cb') return alike('taggedPackets')
  if (cbId !== false && (apiFunc === UNBIND || apiFunc === THROW)) return `${apiFunc} is reserved`
  return undefined
}

const alike = (option: keyof PairOptions) => `both sides must set ${option} alike`

export const isEmpty = (transform: object): boolean =>
  Array.isArray(transform) ? transform.length === 0 : Object.keys(transform).length === 0

function fits(args: unknown[], transform: object): boolean {
  if (!Array.isArray(transform)) return treeFits(args, transform)
  // A length may be made of holes: what has more places than there are arguments is not even walked.
  return (
    transform.length <= args.length &&
    new Set(transform).size === transform.length &&
    [...(transform as number[])].every(
      (index) => Number.isInteger(index) && index >= 0 && holds(args, String(index)) && isId(args[index]),
    )
  )
}

function treeFits(args: unknown[], transform: object): boolean {
  // Its parts may be shared: a tree of some bytes may have more places than can ever be walked.
  let left = MAX_LENGTH
  const fits = (container: unknown, tree: unknown, depth: number): boolean =>
    isObject(tree) &&
    !Array.isArray(tree) &&
    depth > 0 &&
    Object.entries(tree).every(
      ([key, mark]) =>
        left-- > 0 &&
        holds(container, key) &&
        (mark === 1 ? key !== 'then' && isId(container[key]) : fits(container[key], mark, depth - 1)),
    )
  return fits(args, transform, MAX_DEPTH)
}

/** Plain data only: an element of a typed array, or the `length` of an array, is no place for a function. */
const holds = (container: unknown, key: string): container is Record<string, unknown> =>
  isObject(container) &&
  !ArrayBuffer.isView(container) &&
  Object.prototype.propertyIsEnumerable.call(container, key)
