import type { List } from './types.js'

/** A list that is made on the first look: most lists are never looked at. */
export function lazyList<T, U>(length: number, make: () => readonly T[], show: (item: T) => U): List<U> {
  let items: readonly T[] | undefined
  return {
    length,
    at(index) {
      items ??= make()
      const item = index >= 0 ? items[index] : undefined
      return item === undefined ? undefined : show(item)
    },
  }
}
