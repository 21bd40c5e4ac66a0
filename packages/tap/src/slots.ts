/** Where the newest items of a sequence stand, bounded by number and by weight: item `seq` in `seq % capacity`. */
export abstract class Slots {
  readonly capacity: number
  readonly maxWeight: number
  /** Items ever added; the number of the next one. */
  total = 0
  /** Grows with every change. */
  version = 0
  #first = 0
  #weight = 0
  /** Absent where weight is no bound. */
  readonly #weights: Float64Array | undefined

  constructor(capacity: number, maxWeight: number) {
    if (!(capacity >= 1)) throw new RangeError(`A log keeps at least one item, not ${capacity}`)
    this.capacity = capacity
    this.maxWeight = maxWeight
    if (maxWeight < Infinity) this.#weights = new Float64Array(capacity)
  }

  get length(): number {
    return this.total - this.#first
  }

  get firstSeq(): number {
    return this.#first
  }

  /** Forgets all. Numbers go on, from `next` if that is given. */
  clear(next = this.total): void {
    while (this.length > 0) this.#evict()
    this.#first = this.total = next
    this.version++
  }

  /** Forgets the items before `seq`. */
  forgetBefore(seq: number): void {
    while (this.#first < seq && this.length > 0) this.#evict()
    this.version++
  }

  /** Makes room for one more item. @returns its slot, in which the item before may still stand */
  protected take(weight: number): number {
    const slot = this.total % this.capacity
    const weights = this.#weights
    // What stands there is overwritten.
    if (this.length === this.capacity) {
      this.#first++
      if (weights) this.#weight -= weights[slot] ?? 0
    }
    this.total++
    this.version++
    if (weights) {
      weights[slot] = weight
      this.#weight += weight
      // The newest stays, however heavy it is.
      while (this.#weight > this.maxWeight && this.length > 1) this.#evict()
    }
    return slot
  }

  /** @returns `undefined` for an item that is not there */
  protected slotOf(seq: number): number | undefined {
    return seq >= this.#first && seq < this.total ? seq % this.capacity : undefined
  }

  /** Lets go of what stands in a slot. */
  protected abstract free(slot: number): void

  #evict(): void {
    const slot = this.#first % this.capacity
    this.free(slot)
    this.#weight -= this.#weights?.[slot] ?? 0
    this.#first++
  }
}
