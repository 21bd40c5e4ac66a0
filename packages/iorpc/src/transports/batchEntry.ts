/**
 * How a packet may share a message with others:
 *
 * - `any`: all arguments are primitives that JSON carries exactly. Nothing can change before the batch leaves.
 * - `text`: objects and arrays that JSON carries exactly. The caller may change them, so their text is made at once.
 * - `clone`: primitives, of which some do not survive JSON: `undefined`, `NaN`, `-0`, `10n`.
 * - `alone`: everything else. To copy it now for the batch, and once more with the batch, costs more than a message.
 */
export type EntryKind = 'any' | 'text' | 'clone' | 'alone'

/** Values visited in a packet; larger ones gain nothing from sharing a message. */
const maxValues = 1000
const maxLength = 10_000
const maxDepth = 50

/** Looks at each argument once, which is cheaper than to encode it. */
export function kindOf(args: readonly unknown[]): EntryKind {
  let isExact = true
  let objects: JsonCheck | undefined
  for (const value of args) {
    if (typeof value === 'object' && value !== null) {
      objects ??= new JsonCheck()
      if (!objects.accepts(value, 0)) return 'alone'
    } else if (!isJsonPrimitive(value)) {
      if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'string')
        return 'alone'
      isExact = false
    }
  }
  if (objects) return isExact ? 'text' : 'alone'
  return isExact ? 'any' : 'clone'
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
