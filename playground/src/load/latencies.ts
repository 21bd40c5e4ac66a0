/** Counted in steps of this many milliseconds, which is what the clock of a page can tell. */
export const step = 0.1

/** Upper ends of the bars of the histogram, in milliseconds. */
export const ends = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, Infinity]

/** Any number of latencies, in bounded memory. */
export class Latencies {
  /** How many took so many steps, rounded up. */
  readonly #counts = new Map<number, number>()
  #total = 0

  add(milliseconds: number): void {
    // The clock's own rounding must not lift 0.1 to 0.2.
    const steps = Math.max(1, Math.ceil(milliseconds / step - 0.01))
    this.#counts.set(steps, (this.#counts.get(steps) ?? 0) + 1)
    this.#total++
  }

  /** Milliseconds in which this share of all, 0 to 1, was answered. */
  percentile(share: number): number {
    let counted = 0
    for (const [steps, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      counted += count
      if (counted >= share * this.#total) return steps * step
    }
    return 0
  }

  /** The share, 0 to 1, of each bar of the histogram. */
  histogram(): number[] {
    const bars = ends.map(() => 0)
    for (const [steps, count] of this.#counts) {
      const bar = ends.findIndex((end) => steps * step <= end + step / 2)
      bars[bar] = (bars[bar] ?? 0) + count / this.#total
    }
    return bars
  }
}
