/** Allows a burst, and then so many a second. */
export class Budget {
  readonly #burst: number
  readonly #perSecond: number
  #left: number
  #refilledAt = -Infinity

  constructor(burst: number, perSecond: number) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#left = burst
  }

  /** @returns whether one more is allowed at this time, in milliseconds */
  take(time: number): boolean {
    const gained = ((time - this.#refilledAt) * this.#perSecond) / 1000
    this.#left = Math.min(this.#burst, this.#left + gained)
    this.#refilledAt = time
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
