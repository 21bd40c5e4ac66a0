/** Longer text and larger objects gain nothing from sharing a message: to go over them once more costs as much. */
const maxLength = 10_000
const maxValues = 100
const maxDepth = 50

/**
 * Whether a value is a primitive that may share a message: it cannot change before the batch leaves, and no transport
 * refuses it, which would fail the rest of the batch.
 */
export function isShareable(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.length <= maxLength
    case 'object':
      return value === null
    default:
      return typeof value === 'number' || typeof value === 'boolean' || value === undefined
  }
}

/** Whether JSON carries a primitive that is shareable exactly. */
export const isExact = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) && !Object.is(value, -0) : value !== undefined

/** Copies the objects in the arguments of one packet, as the caller may change them before the batch leaves. */
export class Copier {
  /** Characters of what has been copied. */
  textLength = 0
  private readonly seen: object[] = []
  private left = maxValues

  /** @returns `undefined` for what is large, or would not arrive through JSON exactly as through a structured clone */
  copy(object: object, depth = 0): object | undefined {
    const prototype: unknown = Object.getPrototypeOf(object)
    const isArray = prototype === Array.prototype && Array.isArray(object)
    if (!isArray && prototype !== Object.prototype && prototype !== null) return undefined
    // A clone keeps that two places hold the same object.
    if (this.seen.includes(object) || depth > maxDepth) return undefined
    this.seen.push(object)
    const keys = Object.keys(object)
    this.left -= keys.length
    // Arrays may have holes, and keys that are no index.
    if (this.left < 0 || (isArray && keys.length !== object.length)) return undefined
    const copy = (isArray ? [...object] : { ...object }) as Record<string, unknown>
    for (const key of keys) {
      const value = copy[key]
      this.textLength += key.length
      if (typeof value === 'object' && value !== null) {
        const inner = this.copy(value, depth + 1)
        if (!inner) return undefined
        copy[key] = inner
      } else if (!isShareable(value) || !isExact(value)) return undefined
      else if (typeof value === 'string') this.textLength += value.length
    }
    return copy
  }
}
