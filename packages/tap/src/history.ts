import type { CountSample } from './types.js'

const capacity = 600
const interval = 100

/** Pending counts over time: at most ten samples a second, the last count of each interval. */
export class History {
  #samples: CountSample[] = []
  version = 0

  record(time: number, calls: number, callbacks: number): void {
    const last = this.#samples.at(-1)
    if (last && last.calls === calls && last.callbacks === callbacks) return
    const isSameInterval = last !== undefined && time - last.time < interval
    if (isSameInterval) this.#samples[this.#samples.length - 1] = { time: last.time, calls, callbacks }
    else this.#samples.push({ time, calls, callbacks })
    if (this.#samples.length > capacity * 2) this.#samples = this.#samples.slice(-capacity)
    this.version++
  }

  samples(): readonly CountSample[] {
    return this.#samples.slice(-capacity)
  }

  clear(): void {
    this.#samples = []
    this.version++
  }
}
