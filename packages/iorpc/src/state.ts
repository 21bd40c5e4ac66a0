import type { Inbound } from './answers.js'
import type { Table } from './bindings.js'
import type { Emit } from './observer.js'
import type { Id, PairOptions, Transport } from './types.js'

/** What the parts of one pair share: the options among it. */
export interface State extends Table, PairOptions {
  readonly transport: Transport
  readonly local: object
  readonly maxPendingResponses: number
  /** Absent without an observer: `emit?.(…)` does not even make the event then. */
  readonly emit: Emit | undefined
  /** Calls of the other side that are being worked on, with what `this` is in them. */
  readonly inbound: Map<Id | object, object>
  /** What every `this` inherits from; absent without `injectToThis`. */
  contexts: { readonly call: object; readonly cb: object } | undefined
  isClosed: boolean
  /** The limit has been reached before. */
  hasWarned: boolean
  /** Evicted ids that `onTrim` has not been told yet. */
  trimmed: Id[]
  /** `onTrim` is running. */
  isTelling: boolean
  /** The call of the other side whose function is running right now. */
  running: Inbound | undefined
}
