import { createStore, type StoreApi } from 'zustand/vanilla'

/** Live bindings of every group at one moment. */
export interface Mark {
  time: number
  /** By connection and group. */
  counts: ReadonlyMap<string, number>
}

/** What the console tab is about to call. */
export interface Draft {
  /** Id of the tap. */
  connection: string
  name: string
  /** JSON values, separated by commas. */
  args: string
}

/** A call that was made by hand, and what came of it. */
export interface ConsoleEntry extends Draft {
  key: number
  /** Name of the connection. */
  on: string
  outcome: 'waiting' | 'resolved' | 'rejected'
  /** Result or message. */
  text: string
  /** Milliseconds. */
  duration: number | undefined
}

/** Short-lived state of one panel, not saved. */
export interface Session {
  /** Shown for a moment and spoken by screen readers. Its number grows, so that the same can be said twice. */
  notice: { text: string; number: number }
  /** Two moments to compare; without B, the present is compared with A. */
  marks: { a?: Mark; b?: Mark }
  draft: Draft
  /** The newest first. */
  console: readonly ConsoleEntry[]
}

export function createSession(): StoreApi<Session> {
  return createStore<Session>(() => ({
    notice: { text: '', number: 0 },
    marks: {},
    draft: { connection: '', name: '', args: '' },
    console: [],
  }))
}
