import type { BindingGroup, BindingRecord, Verdict } from './bindings.js'
import type { List, Log } from './log.js'
import type { CallRecord, DropRecord, PacketRecord, TransferRecord } from './traffic.js'

/** Exact numbers of one connection. */
export interface Counts {
  /** Calls of this side that wait for an answer, as `bindings().calls` of the pair. */
  readonly calls: number
  /** Functions of this side that the other side may call, as `bindings().callbacks` of the pair. */
  readonly callbacks: number
  /** Functions of the other side that this side may call. */
  readonly held: number
  /** Packets received. */
  readonly packetsIn: number
  /** Packets sent. */
  readonly packetsOut: number
  /** Of packets approximately; of binary messages exactly. */
  readonly bytesIn: number
  /** The same for what was sent. */
  readonly bytesOut: number
  /** Packets that came to nothing, without late ones. */
  readonly dropped: number
  /** Packets for a function or call that this side had given up while they were on their way. Old sessions lack it. */
  readonly late?: number
}

/** What was live at one moment. */
export interface CountSample {
  readonly time: number
  /** As in `Counts`. */
  readonly calls: number
  /** As in `Counts`. */
  readonly callbacks: number
}

/** `idle`: wrapped, and no packet has passed. */
export type ConnectionStatus = 'idle' | 'open' | 'closed'

/** The state of `tap.store`. Another object with every change. */
export interface TapState {
  /** As in the options of `createTap`. */
  readonly name: string
  /** Of the connection that was wrapped last. */
  readonly status: ConnectionStatus
  /** Why it has closed, in words. `undefined` while it is open. */
  readonly closeReason: string | undefined
  /** Times that the connection was made. */
  readonly epoch: number
  /** Packets and calls are not recorded; bindings are. */
  readonly paused: boolean
  /** The pair tells its observer: counts and ledger are exact. Otherwise they are what the packets tell. */
  readonly observed: boolean
  /** When this state was made. */
  readonly time: number
  /** What is live, and how much has passed since the tap was made. */
  readonly counts: Counts
  /** Bounded, oldest first. */
  readonly history: readonly CountSample[]
  /** The newest packets. */
  readonly packets: Log<PacketRecord>
  /** The newest calls. */
  readonly calls: Log<CallRecord>
  /** Calls that wait for their answer, both directions, oldest first; at most 1000. */
  readonly waiting: readonly CallRecord[]
  /** Live bindings of both sides, oldest first. */
  readonly bindings: List<BindingRecord>
  /** The latest released bindings. */
  readonly released: Log<BindingRecord>
  /** By creation site, the heaviest verdict first, then the largest. */
  readonly groups: readonly BindingGroup[]
  /** Live bindings by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Those on their way, then the latest that are done. */
  readonly transfers: readonly TransferRecord[]
  /** The newest packets that came to nothing. */
  readonly drops: Log<DropRecord>
}
