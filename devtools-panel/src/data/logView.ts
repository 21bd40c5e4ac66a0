import type { Log, TapState, TapView } from '@iorpc/tap'
import { type Connection } from './frame.js'

/** A record and the connection that it is from. */
export interface Row<T> {
  tap: TapView
  record: T
}

/** Rows to show, the oldest first. */
export interface Rows<T> {
  readonly length: number
  /** How many rows have left at the front: `offset + index` names a row for as long as it is there. */
  readonly offset: number
  at(index: number): Row<T> | undefined
}

export interface LogView<T> {
  /** Takes in what is new since the last time. Looks at new records only, whatever the length of the log. */
  update(connections: readonly Connection[]): Rows<T>
}

/** Gone rows are cut off when there are many, so that forgetting costs little on average. */
const cutOffFrom = 1024

/**
 * Follows the logs of several connections as one sequence in the order of time, with the rows that match.
 *
 * @param pick the log of a connection; its records never change
 * @param matches the filter; `undefined` lets every row through
 */
export function createLogView<T extends { seq: number; time: number }>(
  pick: (state: TapState) => Log<T>,
  matches: ((row: Row<T>) => boolean) | undefined,
): LogView<T> {
  let rows: Row<T>[] = []
  let head = 0
  let offset = 0
  let seen = new Map<TapView, number>()

  const firstSeq = new Map<TapView, number>()
  const isGone = ({ tap, record }: Row<T>) => record.seq < (firstSeq.get(tap) ?? Infinity)

  /** A connection that is new, or of which nothing is left that was there before: it was cleared. */
  const isOther = ({ tap, state }: Connection) => {
    const seq = seen.get(tap)
    return seq === undefined || (seq > 0 && pick(state).firstSeq >= seq && firstSeq.get(tap) !== seq)
  }

  function restart() {
    rows = []
    head = 0
    offset = 0
    seen = new Map()
  }

  function append(connections: readonly Connection[]) {
    const fresh: Row<T>[] = []
    for (const { tap, state } of connections) {
      const log = pick(state)
      for (let seq = Math.max(seen.get(tap) ?? 0, log.firstSeq); seq < log.total; seq++) {
        const record = log.get(seq)
        if (!record) continue
        const row = rowOf(tap, record)
        if (!matches || matches(row)) fresh.push(row)
      }
      seen.set(tap, log.total)
    }
    if (connections.length > 1) fresh.sort((a, b) => a.record.time - b.record.time)
    for (const row of fresh) rows.push(row)
  }

  function forget(mostRows: number) {
    for (let row = rows[head]; row && isGone(row); row = rows[head]) {
      head++
      offset++
    }
    // A slow connection's old row at the front must not keep the gone rows of a fast one behind it for long.
    if (rows.length - head > mostRows + cutOffFrom) {
      const alive = rows.slice(head).filter((row) => !isGone(row))
      offset += rows.length - head - alive.length
      rows = alive
      head = 0
    } else if (head > cutOffFrom && head > rows.length / 2) {
      rows = rows.slice(head)
      head = 0
    }
  }

  return {
    update(connections) {
      const [first, ...others] = connections
      if (first && others.length === 0 && !matches) return wholeLog(first.tap, pick(first.state))
      if (seen.size > 0 && (connections.length !== seen.size || connections.some(isOther))) restart()
      let mostRows = 0
      firstSeq.clear()
      for (const { tap, state } of connections) {
        const log = pick(state)
        firstSeq.set(tap, log.firstSeq)
        mostRows += log.length
      }
      append(connections)
      forget(mostRows)
      const [from, length, all] = [head, rows.length - head, rows]
      return { length, offset, at: (index) => (index < length ? all[from + index] : undefined) }
    },
  }
}

const rowsOfRecords = new WeakMap<object, Row<unknown>>()

/** The same row for the same record, so that what has been rendered stays as it is. */
function rowOf<T extends object>(tap: TapView, record: T): Row<T> {
  const known = rowsOfRecords.get(record)
  if (known && known.tap === tap) return known as Row<T>
  const row = { tap, record }
  rowsOfRecords.set(record, row)
  return row
}

/** Nothing is left out: the log itself is the view. */
function wholeLog<T extends object>(tap: TapView, log: Log<T>): Rows<T> {
  return {
    length: log.length,
    offset: log.firstSeq,
    at(index) {
      const record = log.at(index)
      return record && rowOf(tap, record)
    },
  }
}
