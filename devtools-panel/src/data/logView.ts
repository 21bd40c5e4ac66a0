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
  /** `offset + index` names a row for as long as it is there: how many rows have left at the front, and a constant. */
  readonly offset: number
  /** Name of the first row there ever was. */
  readonly first: number
  /** Older records have not been looked at yet. Ask again in the next frame. */
  readonly isSearching: boolean
  at(index: number): Row<T> | undefined
}

export interface LogView<T> {
  /**
   * Takes in what is new since the last time, and some of what was there before the first time, newest first. Looks at
   * no more records than that, whatever the length of the log.
   *
   * @param moment begins anew when it is another one: for filters whose answers change with time. Default 0.
   */
  update(connections: readonly Connection[], moment?: number): Rows<T>
}

/** Old records that are looked at in one frame: the newest answers are there at once, and no frame is late. */
export const searchedPerFrame = 30_000

/** Gone rows are cut off when there are many, so that forgetting costs little on average. */
const cutOffFrom = 1024

/** How far the log of one connection has been read. */
interface Cursor {
  /** The next one that is new. */
  next: number
  /** Those before it are still to be searched. */
  searched: number
  firstSeq: number
}

/**
 * Follows the logs of several connections as one sequence in the order of time, with the rows that match.
 *
 * @param pick the log of a connection; its records change all at once, if at all
 * @param matches the filter; `undefined` lets every row through
 */
export function createLogView<T extends { seq: number; time: number }>(
  pick: (state: TapState) => Log<T>,
  matches: ((row: Row<T>) => boolean) | undefined,
): LogView<T> {
  let rows: Row<T>[] = []
  let head = 0
  let offset = 0
  let gone = 0
  let searchedAt = 0
  const cursors = new Map<TapView, Cursor>()

  const isGone = ({ tap, record }: Row<T>) => record.seq < (cursors.get(tap)?.firstSeq ?? Infinity)

  /** A connection that is new, or of which nothing is left that was there before: it was cleared. */
  const isOther = ({ tap, state }: Connection) => {
    const cursor = cursors.get(tap)
    if (!cursor) return true
    const { firstSeq } = pick(state)
    return cursor.next > 0 && firstSeq >= cursor.next && cursor.firstSeq !== cursor.next
  }

  /** Callbacks have got names: the records are others. */
  const isRenamed = (connections: readonly Connection[]) => {
    const last = rows.at(-1)
    const connection = last && connections.find(({ tap }) => tap === last.tap)
    const record = connection && pick(connection.state).get(last.record.seq)
    return record !== undefined && record !== last?.record
  }

  function restart(connections: readonly Connection[]) {
    rows = []
    head = 0
    gone = 0
    offset = 0
    cursors.clear()
    for (const { tap, state } of connections) {
      const { firstSeq, total, length } = pick(state)
      cursors.set(tap, { next: total, searched: total, firstSeq })
      // Older rows that are found later get smaller names.
      offset += length
    }
  }

  /** Rows that match among some records of a log. */
  function readRows(found: Row<T>[], tap: TapView, log: Log<T>, from: number, to: number) {
    for (let seq = from; seq < to; seq++) {
      const record = log.get(seq)
      if (!record) continue
      const row = { tap, record }
      if (!matches || matches(row)) found.push(row)
    }
  }

  function append(connections: readonly Connection[]) {
    const fresh: Row<T>[] = []
    for (const { tap, state } of connections) {
      const cursor = cursors.get(tap)
      if (!cursor) continue
      const log = pick(state)
      cursor.firstSeq = log.firstSeq
      readRows(fresh, tap, log, Math.max(cursor.next, log.firstSeq), log.total)
      cursor.next = log.total
    }
    if (connections.length > 1) fresh.sort(byTime)
    for (const row of fresh) rows.push(row)
  }

  /** Goes back in time by so many records, shared by the connections. */
  function search(connections: readonly Connection[]) {
    const open = connections.filter(({ tap, state }) => isOpen(cursors.get(tap), pick(state)))
    const share = Math.ceil(searchedPerFrame / Math.max(1, open.length))
    const older: Row<T>[] = []
    for (const { tap, state } of open) {
      const cursor = cursors.get(tap)
      if (!cursor) continue
      const log = pick(state)
      const from = Math.max(log.firstSeq, cursor.searched - share)
      readRows(older, tap, log, from, cursor.searched)
      cursor.searched = from
    }
    if (older.length === 0) return
    rows = older.concat(head === 0 ? rows : rows.slice(head))
    head = 0
    offset -= older.length
    if (connections.length > 1) rows.sort(byTime)
  }

  function forget(mostRows: number) {
    const before = head
    for (let row = rows[head]; row && isGone(row); row = rows[head]) head++
    let left = head - before
    // A slow connection's old row at the front must not keep the gone rows of a fast one behind it for long.
    if (rows.length - head > mostRows + cutOffFrom) {
      const alive = rows.slice(head).filter((row) => !isGone(row))
      left += rows.length - head - alive.length
      rows = alive
      head = 0
    } else if (head > cutOffFrom && head > rows.length / 2) {
      rows = rows.slice(head)
      head = 0
    }
    offset += left
    gone += left
  }

  return {
    update(connections, moment = 0) {
      const [first, ...others] = connections
      if (first && others.length === 0 && !matches) return wholeLog(first.tap, pick(first.state))
      const isOver = moment !== searchedAt || connections.length !== cursors.size
      if (isOver || connections.some(isOther) || isRenamed(connections)) restart(connections)
      searchedAt = moment
      append(connections)
      search(connections)
      forget(connections.reduce((sum, { state }) => sum + pick(state).length, 0))
      const [from, length, all] = [head, rows.length - head, rows]
      return {
        length,
        offset,
        first: offset - gone,
        isSearching: connections.some(({ tap, state }) => isOpen(cursors.get(tap), pick(state))),
        at: (index) => (index >= 0 && index < length ? all[from + index] : undefined),
      }
    },
  }
}

function isOpen<T>(cursor: Cursor | undefined, { firstSeq }: Log<T>): boolean {
  return cursor !== undefined && cursor.searched > firstSeq
}

function byTime<T extends { time: number }>(a: Row<T>, b: Row<T>): number {
  return a.record.time - b.record.time
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
    first: 0,
    isSearching: false,
    at(index) {
      const record = log.at(index)
      return record && rowOf(tap, record)
    },
  }
}
