import { contestants, reference } from './contestants/index.js'
import { Latencies } from './latencies.js'
import type { Round } from './takeTurns.js'

export interface Result {
  name: string
  callsPerSecond: number
  /** How many times as many calls as the reference. */
  ofReference: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  histogram: readonly number[]
}

/** Gathers rounds. */
export class Evaluation {
  readonly #entries = [...contestants.keys()].map((name) => ({
    name,
    rates: [] as number[],
    latencies: new Latencies(),
  }))

  add(round: Round): void {
    for (const { name, rates, latencies } of this.#entries) {
      const slice = round.get(name)
      if (!slice) continue
      rates.push(slice.callsPerSecond)
      for (const latency of slice.latencies) latencies.add(latency)
    }
  }

  results(): Result[] {
    const base = typical(this.#entries.find(({ name }) => name === reference)?.rates ?? [])
    return this.#entries.map(({ name, rates, latencies }) => ({
      name,
      callsPerSecond: typical(rates),
      ofReference: typical(rates) / base,
      p50: latencies.percentile(0.5),
      p95: latencies.percentile(0.95),
      p99: latencies.percentile(0.99),
      histogram: latencies.histogram(),
    }))
  }
}

/** Mean of the fastest quarter: what disturbs a slice from outside only ever makes it slower. */
function typical(rates: readonly number[]): number {
  const fastest = rates.toSorted((a, b) => b - a).slice(0, Math.ceil(rates.length / 4))
  return fastest.reduce((sum, rate) => sum + rate, 0) / fastest.length
}
