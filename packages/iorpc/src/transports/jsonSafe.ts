// Which values a text can carry so that they arrive exactly as a structured clone would have made them.

/** What arguments need on their way. */
export interface Needs {
  /** Some value does not survive JSON: `undefined`, `NaN`, `-0`, a `Date`, an object in two places … */
  clone: boolean
  /** There are objects, which the caller may change before they have left. */
  copy: boolean
  /** They hold binary data or are large: copying them once more would cost more than a message. */
  alone: boolean
}

/** Values visited per packet; larger ones gain nothing from sharing a message. */
const maxValues = 1000
const maxDepth = 50

/** Looks at every value once, which is cheaper than to encode it. */
export function needsOf(args: readonly unknown[]): Needs {
  const needs: Needs = { clone: false, copy: false, alone: false }
  let left = maxValues
  let seen: Set<object> | undefined

  const visit = (value: unknown, depth: number): void => {
    switch (typeof value) {
      case 'string':
        if (value.length > 10_000) needs.alone = true
        return
      case 'boolean':
        return
      case 'number':
        if (!Number.isFinite(value) || Object.is(value, -0)) needs.clone = true
        return
      case 'object':
        if (value === null) return
        needs.copy = true
        return visitObject(value, depth)
      case 'function':
      case 'symbol':
        // The copy throws, as it would without a batch.
        needs.copy = true
    }
    needs.clone = true
  }

  const visitObject = (object: object, depth: number): void => {
    const prototype: unknown = Object.getPrototypeOf(object)
    const isArray = prototype === Array.prototype && Array.isArray(object)
    seen ??= new Set()
    if (
      (!isArray && prototype !== Object.prototype && prototype !== null) ||
      seen.has(object) ||
      depth > maxDepth
    ) {
      needs.clone = true
      if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) needs.alone = true
      return
    }
    seen.add(object)
    const keys = Object.keys(object)
    // Holes and named properties of arrays.
    if (isArray && keys.length !== object.length) needs.clone = true
    left -= keys.length
    if (left < 0) needs.alone = true
    else for (const key of keys) visit((object as Record<string, unknown>)[key], depth + 1)
  }

  for (const value of args) visit(value, 0)
  return needs
}
