const roundsKept = 64
const steps = 5
const gap = 2

/**
 * Tells whether a count only ever goes up. A round is a number of creations in one go; what is left before the next
 * round begins is its remainder. A count grows when the remainder went up in each of the last five rounds, or, where
 * some are released, when its minimum went up from each quarter of the last rounds to the next, at least twenty.
 */
export class Growth {
  #remainders: number[] = []
  #lastAt = -Infinity

  /** @param count before the creation */
  created(time: number, count: number): void {
    if (time - this.#lastAt >= gap) this.#startRound(count)
    this.#lastAt = time
  }

  /** The next creation belongs to another round, however soon it comes. */
  endRound(): void {
    this.#lastAt = -Infinity
  }

  isGrowing(count: number): boolean {
    const { length } = this.#remainders
    if (length < steps) return false
    if (this.#rises(this.#remainders.slice(-steps), count)) return true
    if (length < steps * 4) return false
    const quarter = Math.floor(length / 4)
    const minima = [4, 3, 2, 1].map((n) =>
      Math.min(...this.#remainders.slice(length - n * quarter, length - (n - 1) * quarter)),
    )
    return this.#rises(minima, count)
  }

  #startRound(count: number): void {
    this.#remainders.push(count)
    if (this.#remainders.length > roundsKept) this.#remainders.shift()
  }

  #rises(remainders: number[], count: number): boolean {
    return [...remainders, count].every(
      (value, index, all) => index === 0 || value > (all[index - 1] ?? Infinity),
    )
  }
}
