/** A sequence that is read in place. What `at` returns never changes: a changed item is another object. */
export interface List<T> {
  readonly length: number
  /** The item at this place from the oldest; `undefined` outside of the list and for one that is gone meanwhile. */
  at(index: number): T | undefined
}

/** The newest part of a sequence that only grows. Another object in each state in which it has changed. */
export interface Log<T> extends List<T> {
  /** Number of the oldest item that is kept: `at(0)` is `get(firstSeq)`. */
  readonly firstSeq: number
  /** Items ever recorded. */
  readonly total: number
  /** Grows with every change, also of an item. */
  readonly version: number
  get(seq: number): T | undefined
}
