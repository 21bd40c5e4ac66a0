/**
 * How a packet may share a message with others:
 *
 * - `any`: all arguments are short primitives that JSON carries exactly. Nothing can change before the batch leaves.
 * - `text`: objects, arrays and longer texts that JSON carries exactly. The caller may change them, and their text counts
 *   for the size of the batch, so it is made at once.
 * - `clone`: primitives, of which some do not survive JSON: `undefined`, `NaN`, `-0`.
 * - `alone`: everything else. To copy it now for the batch, and once more with the batch, costs more than a message. Some
 *   of it, such as `10n`, a transport may refuse, which must not fail the rest of the batch.
 */
export type EntryKind = 'any' | 'text' | 'clone' | 'alone'

/** Values visited in a packet; larger ones gain nothing from sharing a message. */
const maxValues = 1000
const maxLength = 10_000
/** Characters of a text that is not counted. */
const shortLength = 100
const maxDepth = 50

/** Looks at each argument once, which is cheaper than to encode it. */
export function kindOf(args: readonly unknown[]): EntryKind {
  let isExact = true
  let isShort = true
  let objects: JsonCheck | undefined
  for (const value of args) {
    if (typeof value === 'object' && value !== null) {
      objects ??= new JsonCheck()
      if (!objects.accepts(value, 0)) return 'alone'
    } else if (!isJsonPrimitive(value)) {
      if (typeof value !== 'number' && value !== undefined) return 'alone'
      isExact = false
    } else if (typeof value === 'string' && value.length > shortLength) isShort = false
  }
  if (objects) return isExact ? 'text' : 'alone'
  if (!isExact) return 'clone'
  return isShort ? 'any' : 'text'
}

function isJsonPrimitive(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.length <= maxLength
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    default:
      return typeof value === 'boolean' || value === null
  }
}

/** Whether objects arrive through JSON exactly as through a structured clone. */
class JsonCheck {
  private readonly seen = new Set<object>()
  private left = maxValues

  accepts(object: object, depth: number): boolean {
    const prototype: unknown = Object.getPrototypeOf(object)
    const isArray = prototype === Array.prototype && Array.isArray(object)
    if (!isArray && prototype !== Object.prototype && prototype !== null) return false
    // A clone keeps that two places hold the same object.
    if (this.seen.has(object) || depth > maxDepth) return false
    this.seen.add(object)
    const keys = Object.keys(object)
    // Arrays may have holes, and keys that are no index.
    if (isArray && keys.length !== object.length) return false
    this.left -= keys.length
    return (
      this.left >= 0 &&
      keys.every((key) => this.acceptsValue((object as Record<string, unknown>)[key], depth))
    )
  }

  private acceptsValue(value: unknown, depth: number): boolean {
    return typeof value === 'object' && value !== null
      ? this.accepts(value, depth + 1)
      : isJsonPrimitive(value)
  }
}
