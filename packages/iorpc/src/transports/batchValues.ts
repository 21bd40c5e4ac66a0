/** Longer text and larger objects gain nothing from sharing a message: to go over them once more costs as much. */
const maxLength = 10_000
const maxValues = 100
const maxDepth = 50

/**
 * Whether a value is a primitive that may share a message: it cannot change before the batch leaves, and no transport
 * refuses it, which would fail the rest of the batch.
 */
function isShareable(value: unknown): boolean {
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

/**
 * Makes the arguments of one packet ready to share a message. It runs getters, which may throw, or make calls: nothing of
 * the packet may be in the batch before it is done.
 */
export class BatchValues {
  /** Characters in the values. */
  textLength = 0
  private readonly seen: object[] = []
  private left = maxValues

  /**
   * @returns `args` itself if nothing in it can change before the batch leaves, a copy if something can, and `undefined`
   *   for what has to travel alone
   */
  of(args: unknown[]): unknown[] | undefined {
    let values = args
    for (let index = 0; index < args.length; index++) {
      const value = args[index]
      if (isShareable(value)) this.count(value)
      else {
        const copy = typeof value === 'object' && this.copy(value as object)
        if (!copy) return undefined
        if (values === args) values = [...args]
        values[index] = copy
      }
    }
    return values
  }

  private count(value: unknown): void {
    if (typeof value === 'string') this.textLength += value.length
  }

  /** @returns `undefined` for what is large, or would not arrive through JSON exactly as through a structured clone */
  private copy(object: object, depth = 0): object | undefined {
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
      else this.count(value)
    }
    return copy
  }
}
