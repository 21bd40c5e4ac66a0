import { Slots } from './slots.js'
import type { Log } from './types.js'

/** The newest items of a sequence. */
export class Ring<T> extends Slots {
  readonly #items: (T | undefined)[] = []

  constructor(capacity: number) {
    super(capacity, Infinity)
  }

  push(item: T): void {
    this.#items[this.take(0)] = item
  }

  get(seq: number): T | undefined {
    const slot = this.slotOf(seq)
    return slot === undefined ? undefined : this.#items[slot]
  }

  /** Puts another item in the place of one that is still there. */
  replace(seq: number, item: T): void {
    const slot = this.slotOf(seq)
    if (slot === undefined) return
    this.#items[slot] = item
    this.version++
  }

  protected free(slot: number): void {
    this.#items[slot] = undefined
  }
}

/** What a log is made of. */
interface Sequence<T> {
  readonly firstSeq: number
  readonly total: number
  readonly version: number
  readonly length: number
  get(seq: number): T | undefined
}

/** What a sequence holds now, read in place: items that are evicted later are gone from it. */
export function logOf<T, U>(sequence: Sequence<T>, show: (item: T) => U): Log<U> {
  const { firstSeq, total, version, length } = sequence
  const get = (seq: number): U | undefined => {
    if (seq >= total) return undefined
    const item = sequence.get(seq)
    return item === undefined ? undefined : show(item)
  }
  return {
    firstSeq,
    total,
    version,
    length,
    get,
    at: (index) => (index >= 0 ? get(firstSeq + index) : undefined),
  }
}
