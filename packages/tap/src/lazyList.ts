import type { List } from './types.js'

/** A list of what `items` holds, copied on the first look: most lists are never looked at. */
export function lazyList<T, U>(items: ReadonlySet<T>, show: (item: T) => U): List<U> {
  let copy: T[] | undefined
  return {
    length: items.size,
    at(index) {
      copy ??= [...items]
      const item = index >= 0 ? copy[index] : undefined
      return item === undefined ? undefined : show(item)
    },
  }
}
