import type { Call } from './contestants/contestant.js'

export interface Slice {
  callsPerSecond: number
  /** Milliseconds from the start of a burst to each of its answers. */
  latencies: number[]
}

/** Milliseconds. */
const length = 10

// #region
/** Bursts of calls, for about 10 ms. */
export async function takeSlice(call: Call, atOnce: number): Promise<Slice> {
  const latencies: number[] = []
  const start = performance.now()
  let now = start
  while (now - start < length) {
    const burst = now
    const answered = () => latencies.push((now = performance.now()) - burst)
    await Promise.all(Array.from({ length: atOnce }, (_, n) => call(n, 1).then(answered)))
  }
  return { callsPerSecond: (latencies.length / (now - start)) * 1000, latencies }
}
// #endregion
