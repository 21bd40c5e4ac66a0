import type { CallRecord, Log, TapView } from '@iorpc/tap'
import { type Connection } from './frame.js'

/** A call as one side saw it. */
export interface CallRow {
  tap: TapView
  record: CallRecord
  /** The same call as the other side saw it, where that side has a tap too. */
  peer?: CallRecord | undefined
}

/** More than anybody scrolls through; it bounds the work of a frame. */
const mostRows = 5000

/** The newest calls that a filter is asked about, for the same reason. */
const mostLookedAt = 20_000

/**
 * The newest calls of all connections in the order of time, each once although both sides may have recorded it.
 * Unlike packets they change, so they are read anew.
 */
export function readCallRows(
  connections: readonly Connection[],
  matches: ((row: CallRow) => boolean) | undefined,
): CallRow[] {
  const cursors = connections.map(({ tap, state: { calls } }) => {
    const index = calls.length - 1
    return { tap, calls, index, record: calls.at(index) }
  })
  const rows: CallRow[] = []
  for (let looked = 0; looked < mostLookedAt && rows.length < mostRows; looked++) {
    let newest: (typeof cursors)[number] | undefined
    for (const cursor of cursors) {
      const { record } = cursor
      if (record && record.startedAt > (newest?.record?.startedAt ?? -Infinity)) newest = cursor
    }
    if (!newest?.record) break
    const row = { tap: newest.tap, record: newest.record }
    newest.record = newest.calls.at(--newest.index)
    if (!matches || matches(row)) rows.push(row)
  }
  rows.reverse()
  return connections.length > 1 ? rows.filter(isFirstSight(rows)) : rows
}

/** Leaves out what was received where the side that has made the call is in the list too. */
function isFirstSight(rows: readonly CallRow[]): (row: CallRow) => boolean {
  const made = new Map<CallRecord['id'], CallRow>()
  for (const row of rows)
    if (row.record.direction === 'out' && row.record.id !== false) made.set(row.record.id, row)
  return ({ tap, record }) => {
    const other = record.direction === 'in' ? made.get(record.id) : undefined
    if (!other || other.tap === tap || other.record.name !== record.name) return true
    const { startedAt, settledAt = Infinity } = other.record
    return record.startedAt < startedAt - clockError || record.startedAt > settledAt + clockError
  }
}

/** Clocks of two contexts agree to about this many milliseconds. */
const clockError = 20

/** The other side's record of a call, where a tap runs there. */
export function findPeer(
  { tap, record }: CallRow,
  connections: readonly Connection[],
): CallRecord | undefined {
  if (record.id === false) return undefined
  const until = (record.settledAt ?? Infinity) + clockError
  for (const connection of connections) {
    if (connection.tap === tap) continue
    const { calls } = connection.state
    for (let index = firstSince(calls, record.startedAt - clockError); index < calls.length; index++) {
      const other = calls.at(index)
      if (!other || other.startedAt > until) break
      if (other.direction !== record.direction && other.kind === record.kind && other.id === record.id)
        return other
    }
  }
  return undefined
}

/** Calls are recorded in the order of time: a binary search finds the first one since then. */
function firstSince(calls: Log<CallRecord>, time: number): number {
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((calls.at(middle)?.startedAt ?? -Infinity) < time) low = middle + 1
    else high = middle
  }
  return low
}

export type CallState = 'waiting' | 'ok' | 'failed' | 'aborted' | 'sent'

/** `sent`: nobody waits for an answer. `aborted`: the caller gave it up, as a component does that unmounts. */
export function callState({ id, outcome }: CallRecord): CallState {
  if (id === false) return 'sent'
  if (outcome === undefined) return 'waiting'
  if (outcome === 'resolved') return 'ok'
  return outcome === 'aborted' ? 'aborted' : 'failed'
}

export function callDuration({ startedAt, settledAt }: CallRecord): number | undefined {
  return settledAt === undefined ? undefined : settledAt - startedAt
}
