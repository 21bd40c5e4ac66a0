import type { CountSample } from './types.js'

const capacity = 600
const interval = 100

/** Pending counts over time: at most ten samples a second, the last count of each interval. */
export class History {
  version = 0
  #samples: CountSample[] = []
  // The sample that is being made, as numbers: it changes with every call.
  #time = -Infinity
  #calls = 0
  #callbacks = 0

  record(time: number, calls: number, callbacks: number): void {
    if (calls === this.#calls && callbacks === this.#callbacks) return
    if (time - this.#time >= interval) {
      this.#keep()
      this.#time = time
    }
    this.#calls = calls
    this.#callbacks = callbacks
    this.version++
  }

  samples(): readonly CountSample[] {
    const samples = this.#samples.slice(1 - capacity)
    if (this.#time > -Infinity) samples.push(this.#current())
    return samples
  }

  clear(): void {
    this.#samples = []
    this.version++
  }

  #keep(): void {
    if (this.#time === -Infinity) return
    this.#samples.push(this.#current())
    if (this.#samples.length > capacity * 2) this.#samples = this.#samples.slice(-capacity)
  }

  #current(): CountSample {
    return { time: this.#time, calls: this.#calls, callbacks: this.#callbacks }
  }
}
