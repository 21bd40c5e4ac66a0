import type { PassedTo, TapView } from '@iorpc/tap'
import { callDuration, callState, type CallRow } from './callRows.js'

/** How the calls of one function went. Durations in ms. */
export interface FunctionStats {
  key: string
  name: string
  passedTo: PassedTo | undefined
  direction: 'in' | 'out'
  tap: TapView
  calls: number
  waiting: number
  failed: number
  p50: number | undefined
  p95: number | undefined
  p99: number | undefined
  longest: number | undefined
}

/** The functions of the given calls, the most called first. */
export function readFunctionStats(rows: readonly CallRow[]): FunctionStats[] {
  const functions = new Map<
    string,
    { row: CallRow; durations: number[]; waiting: number; failed: number; calls: number }
  >()
  for (const row of rows) {
    const { tap, record } = row
    const { direction, name, passedTo } = record
    const place = passedTo ? `${passedTo.method} ${passedTo.path}` : ''
    const key = `${tap.id} ${direction} ${name} ${place}`
    let entry = functions.get(key)
    if (!entry) functions.set(key, (entry = { row, durations: [], waiting: 0, failed: 0, calls: 0 }))
    const duration = callDuration(record)
    const state = callState(record)
    entry.calls++
    if (state === 'waiting') entry.waiting++
    if (state === 'failed') entry.failed++
    if (duration !== undefined) entry.durations.push(duration)
  }
  const stats: FunctionStats[] = []
  for (const [key, { row, durations, calls, waiting, failed }] of functions) {
    durations.sort((a, b) => a - b)
    stats.push({
      key,
      name: row.record.name,
      passedTo: row.record.passedTo,
      direction: row.record.direction,
      tap: row.tap,
      calls,
      waiting,
      failed,
      p50: percentile(durations, 0.5),
      p95: percentile(durations, 0.95),
      p99: percentile(durations, 0.99),
      longest: durations.at(-1),
    })
  }
  return stats.sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1))
}

/**
 * The value that a share of all values does not exceed; nearest rank.
 *
 * @param sorted ascending
 */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}
