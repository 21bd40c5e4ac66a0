import type { Log } from './types.js'

/** The newest items of a sequence, bounded by number and by weight. Item `seq` stands in slot `seq % capacity`. */
export class Ring<T> {
  readonly capacity: number
  readonly maxWeight: number
  /** Items ever added; the number of the next one. */
  total = 0
  version = 0
  #first = 0
  #weight = 0
  readonly #items: (T | undefined)[] = []
  readonly #weights: number[] = []

  constructor(capacity: number, maxWeight = Infinity) {
    this.capacity = capacity
    this.maxWeight = maxWeight
    if (!(capacity >= 1)) throw new RangeError(`A log keeps at least one item, not ${capacity}`)
  }

  get length(): number {
    return this.total - this.#first
  }

  get firstSeq(): number {
    return this.#first
  }

  /** @returns the number of the item */
  push(item: T, weight = 0): number {
    const seq = this.total
    if (seq - this.#first === this.capacity) this.#evict()
    const slot = seq % this.capacity
    this.#items[slot] = item
    this.#weights[slot] = weight
    this.#weight += weight
    this.total = seq + 1
    this.version++
    // The newest stays, however heavy it is.
    while (this.#weight > this.maxWeight && this.total - this.#first > 1) this.#evict()
    return seq
  }

  get(seq: number): T | undefined {
    return seq >= this.#first && seq < this.total ? this.#items[seq % this.capacity] : undefined
  }

  /** Puts another item in the place of one that is still there. */
  replace(seq: number, item: T): void {
    if (seq < this.#first || seq >= this.total) return
    this.#items[seq % this.capacity] = item
    this.version++
  }

  /** Forgets all. Numbers go on, from `next` if that is given. */
  clear(next = this.total): void {
    this.#items.length = 0
    this.#weights.length = 0
    this.#first = this.total = next
    this.#weight = 0
    this.version++
  }

  /** Forgets the items before `seq`. */
  forgetBefore(seq: number): void {
    while (this.#first < seq && this.#first < this.total) this.#evict()
    this.version++
  }

  #evict(): void {
    const slot = this.#first % this.capacity
    this.#items[slot] = undefined
    this.#weight -= this.#weights[slot] ?? 0
    this.#first++
  }
}

/** What a ring holds now, read in place: items that are evicted later are gone from it. */
export function logOf<T, U>(ring: Ring<T>, show: (item: T) => U): Log<U> {
  const { firstSeq, total, version, length } = ring
  const get = (seq: number): U | undefined => {
    if (seq >= total) return undefined
    const item = ring.get(seq)
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
