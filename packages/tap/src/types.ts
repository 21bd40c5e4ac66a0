import type { BinTransport, Id, ReleaseReason, Tap as IorpcTap } from 'iorpc'
import type { StoreApi } from 'zustand/vanilla'

/** Options of `createTap`. */
export interface TapOptions {
  /** Name of the connection, as the panel shows it. */
  name: string
  /** Most packets kept; the oldest go first. Default 5000. */
  maxPackets?: number
  /** Most bytes that kept packets may hold, estimated. Default 16 MiB. */
  maxBytes?: number
  /** What to record in place of the arguments of a packet. Must not change them. What throws is recorded as redacted. */
  redact?: (packet: RedactPacket) => readonly unknown[]
  /** Keep the arguments of recorded packets, for `payload(seq)`. They count towards `maxBytes`. Default `false`. */
  keepPayloads?: boolean
  /** Record where each binding was made. Default: `true` unless `NODE_ENV` is `production`. */
  stacks?: boolean
  /** Milliseconds without a call after which a binding is IDLE. Default 30000. */
  idleAfter?: number
  /** Show calls as a track of Chrome's Performance panel. Default `false`; `traceCalls` switches it later. */
  traceCalls?: boolean
}

/** What `redact` sees of a packet. */
export interface RedactPacket {
  direction: Direction
  kind: PacketKind
  /** The function that is called or answers. */
  name: string
  args: readonly unknown[]
}

/** `out`: sent from here. `in`: received here. */
export type Direction = 'in' | 'out'

/** `call`: of a name. `callback`: of an id. `reply`, `error`: answers. `unbind`: of a callback or of a call. `other`: not understood. */
export type PacketKind = 'call' | 'callback' | 'reply' | 'error' | 'unbind' | 'other'

/** A sequence that is read in place. What `at` returns never changes: a changed item is another object. */
export interface List<T> {
  readonly length: number
  /** The item at this place from the oldest; `undefined` outside of the list and for one that is gone meanwhile. */
  at(index: number): T | undefined
}

/** The newest part of a sequence that only grows. Another object in each state in which it has changed. */
export interface Log<T> extends List<T> {
  /** Number of the oldest item that is kept: `at(0)` is `get(firstSeq)`. */
  readonly firstSeq: number
  /** Items ever recorded. */
  readonly total: number
  /** Grows with every change, also of an item. */
  readonly version: number
  get(seq: number): T | undefined
}

/**
 * A value without the value: bounded in depth, width and length, safe for JSON and for `structuredClone`.
 * Short strings, finite numbers, booleans and `null` stand for themselves.
 */
export type Preview = string | number | boolean | null | PreviewNode

/** A value that is more than a short string or a number. */
export interface PreviewNode {
  /** What it is. */
  readonly type: PreviewType
  /** Class of an object, kind of a typed array, name of a function or of an error. */
  readonly name?: string
  /** Start of a string; a number, bigint, symbol, date or regular expression as text; message of an error. */
  readonly text?: string
  /** Characters, items, properties or bytes of the original. */
  readonly size?: number
  /** Properties, items and entries that were looked at; fewer than `size` when it was too much. */
  readonly entries?: readonly PreviewEntry[]
  /** The binding that stands at this place of the packet. */
  readonly id?: Id
}

/** Key and value. Keys of a map are previews as text; items of a set are numbered. */
export type PreviewEntry = readonly [key: string, value: Preview]

/** What a value is, in a preview. */
export type PreviewType =
  | 'undefined'
  | 'string'
  | 'number'
  | 'bigint'
  | 'symbol'
  | 'function'
  | 'array'
  | 'object'
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'error'
  | 'binary'
  | 'promise'
  | 'cycle'
  /** Reading it threw, or it is a getter: recording runs no code of the user. */
  | 'unreadable'
  /** Not looked at: too deep, or too many packets at once. */
  | 'more'
  | 'redacted'

/** Where a function stood in what carried it. */
export interface PassedTo {
  /** The function whose arguments or result carried it. */
  readonly method: string
  /** Place in the arguments or result, such as `0` or `1.onProgress`. */
  readonly path: string
}

/** One packet that has passed. */
export interface PacketRecord {
  /** Number of the packet in its log. */
  readonly seq: number
  /** Milliseconds since 1970, with fractions, comparable between contexts. */
  readonly time: number
  readonly epoch: number
  readonly direction: Direction
  readonly kind: PacketKind
  /** The called name; for callbacks and answers the function they belong to, as far as it is known. */
  readonly name: string
  /** What the callback that it belongs to was passed to. Absent for calls of a name, and in old sessions. */
  readonly passedTo?: PassedTo | undefined
  /** `apiFunc` of the packet; the id that is given up for `unbind`. */
  readonly id: Id
  /** The call that it makes or answers; `false` for `noWait`. */
  readonly callId: Id | false
  /** Approximate bytes. */
  readonly size: number
  /** The arguments. */
  readonly preview: readonly Preview[]
  /** The functions that it carries, as ids. */
  readonly functionIds: readonly Id[]
}

/** How a call has ended. */
export type CallOutcome = 'resolved' | 'rejected' | 'timeout' | 'aborted' | 'trimmed' | 'closed' | 'failed'

/** One call, made here or by the other side. */
export interface CallRecord {
  /** Number of the call in its log. */
  readonly seq: number
  readonly epoch: number
  readonly direction: Direction
  readonly kind: 'call' | 'callback'
  readonly name: string
  /** What the callback that is called was passed to. Absent for calls of a name, and in old sessions. */
  readonly passedTo?: PassedTo | undefined
  /** `false` for `noWait`. */
  readonly id: Id | false
  /** The binding that is called, with `kind: 'callback'`. */
  readonly bindingId: Id | undefined
  /** The component that made it. */
  readonly owner: OwnerRecord | undefined
  /** When it was sent or received. */
  readonly startedAt: number
  /** When its answer was received or sent. `undefined` while it waits, and for `noWait`. */
  readonly settledAt: number | undefined
  readonly outcome: CallOutcome | undefined
  /** Message of the rejection. */
  readonly error: string | undefined
  /** Numbers of its packets in the packet log. */
  readonly requestSeq: number | undefined
  readonly answerSeq: number | undefined
}

/** A component or other scope that was announced, or guessed from a stack. */
export interface OwnerRecord {
  readonly id: number
  readonly name: string
  /** `false`: guessed from the creation stack; nothing is known about its life then. */
  readonly declared: boolean
  readonly mountedAt: number
  readonly unmountedAt: number | undefined
}

/**
 * The place in the code that made a binding: in the code that runs, and after the first look, where the page's server has
 * a source map, in the code as it was written.
 */
export interface Site {
  /** Address of the script, without query. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** Function that it is in. */
  readonly functionName: string | undefined
}

/** The rules are in the README. In order of weight. */
export type Verdict = 'LEAK' | 'ORPHAN' | 'GROWING' | 'DUPLICATE' | 'TRIMMED' | 'IDLE'

/** A function that got an id: one of this side that was sent, or one of the other side that arrived. */
export interface BindingRecord {
  /** Unique in this tap: `epoch:side:id`. */
  readonly key: string
  readonly epoch: number
  /** `own`: a function of this side. `held`: a function of the other side. */
  readonly side: 'own' | 'held'
  readonly id: Id
  /** Name of the function; its place in the call when it has none. */
  readonly name: string
  /** The function whose arguments or result carried it. */
  readonly method: string
  readonly callId: Id | false
  /** Place in the arguments or result, such as `0` or `1.onProgress`. */
  readonly path: string
  readonly site: Site | undefined
  /** Frames of the creation, one a line, without those of the library. */
  readonly stack: string | undefined
  readonly owner: OwnerRecord | undefined
  /** Key of its group. */
  readonly group: string
  readonly createdAt: number
  /** Times called. */
  readonly calls: number
  readonly lastCalledAt: number | undefined
  /** Who keeps it alive, in words. */
  readonly heldBy: string
  readonly releasedAt: number | undefined
  /** `collected`: a function of the other side was dropped here without `unbind()`; the other side may still keep it. */
  readonly releaseReason: ReleaseReason | 'collected' | undefined
  readonly verdict: Verdict | undefined
}

/** Bindings that were made at one place of the code, or, without a stack, by one argument of one function. */
export interface BindingGroup {
  readonly key: string
  readonly side: 'own' | 'held'
  readonly site: Site | undefined
  /** Name of the function. */
  readonly name: string
  readonly method: string
  readonly path: string
  /** Name of the owner, declared or guessed. */
  readonly owner: string | undefined
  /** Live bindings. */
  readonly count: number
  /** Bindings ever made. */
  readonly total: number
  /** Mounts and unmounts of owners that made bindings here. */
  readonly mounts: number
  readonly unmounts: number
  /** The heaviest of its members and of itself. */
  readonly verdict: Verdict | undefined
  /** The verdict in one sentence with its numbers. */
  readonly reason: string | undefined
  /** When the oldest live member was made. */
  readonly oldestAt: number | undefined
  /** Live count over time, with the owner's ticks; bounded, oldest first. */
  readonly samples: readonly GroupSample[]
  /** Live members, oldest first. */
  readonly members: List<BindingRecord>
}

/** The live count of a group at one moment. */
export interface GroupSample {
  readonly time: number
  readonly count: number
  readonly tick: 'mount' | 'unmount' | undefined
}

/** One binary value on its way. */
export interface TransferRecord {
  readonly key: string
  readonly epoch: number
  readonly direction: Direction
  readonly messageId: number
  /** Index of the value in its packet. */
  readonly index: number
  /** The call that carries it, as far as it is known. */
  readonly name: string | undefined
  readonly callId: string | undefined
  readonly startedAt: number
  readonly updatedAt: number
  readonly bytes: number
  /** `undefined` until it is known: raw chunks do not tell it. */
  readonly totalBytes: number | undefined
  readonly chunks: number
  readonly totalChunks: number
  /** Bytes a second, lately. */
  readonly rate: number
  readonly done: boolean
  /** Not done, and nothing has come for two seconds or the connection has closed. */
  readonly stalled: boolean
}

/** A packet that came to nothing. */
export interface DropRecord {
  readonly seq: number
  readonly time: number
  readonly epoch: number
  readonly reason: string
  readonly preview: Preview
}

/** Exact numbers of one connection. */
export interface Counts {
  /** Calls of this side that wait for an answer, as `bindings().calls` of the pair. */
  readonly calls: number
  /** Functions of this side that the other side may call, as `bindings().callbacks` of the pair. */
  readonly callbacks: number
  /** Functions of the other side that this side may call. */
  readonly held: number
  readonly packetsIn: number
  readonly packetsOut: number
  /** Of packets approximately; of binary messages exactly. */
  readonly bytesIn: number
  readonly bytesOut: number
  /** Packets that came to nothing, without late ones. */
  readonly dropped: number
  /** Packets for a function or call that this side had given up while they were on their way. Old sessions lack it. */
  readonly late?: number
}

/** What was live at one moment. */
export interface CountSample {
  readonly time: number
  readonly calls: number
  readonly callbacks: number
}

/** `idle`: wrapped, and no packet has passed. */
export type ConnectionStatus = 'idle' | 'open' | 'closed'

/** The state of `tap.store`. Another object with every change. */
export interface TapState {
  readonly name: string
  readonly status: ConnectionStatus
  readonly closeReason: string | undefined
  /** Times that the connection was made. */
  readonly epoch: number
  readonly paused: boolean
  /** The pair tells its observer: counts and ledger are exact. Otherwise they are what the packets tell. */
  readonly observed: boolean
  /** When this state was made. */
  readonly time: number
  readonly counts: Counts
  /** Bounded, oldest first. */
  readonly history: readonly CountSample[]
  readonly packets: Log<PacketRecord>
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
  readonly drops: Log<DropRecord>
}

/** Damage to do on purpose, per connection. */
export interface Faults {
  /** Milliseconds that each packet is late; the order stays. */
  delay?: number
  /** Share of packets that is lost, 0 to 1. */
  drop?: number
  /** Share of packets that arrives twice, 0 to 1. */
  duplicate?: number
  /** Share of calls of this side that is answered with an error, 0 to 1. */
  reject?: number
}

/** What the panel needs of a connection: a tap of this context, or the mirror of another context's. */
export interface TapView {
  /** Unique among all taps of all contexts. */
  readonly id: string
  readonly name: string
  /** Where it runs: `window`, `iframe`, `worker`, `node` or `file`, an imported session. */
  readonly context: TapContext
  /** It runs in another context, or is an imported session. */
  readonly mirrored: boolean
  /** Published at most once a frame, and only while somebody has subscribed. */
  readonly store: StoreApi<TapState>
  /** Stops recording; counts and the ledger go on. */
  pause(): void
  resume(): void
  /** Forgets what was recorded, but nothing that is alive. */
  clear(): void
  /** Arguments of a recorded packet, with `keepPayloads`. Never those of another context. */
  payload(seq: number): readonly unknown[] | undefined
  /** What can be done to the connection; absent where it cannot be reached. */
  readonly controls?: TapControls
}

/** Where a tap records; `file`: an imported session. */
export type TapContext = 'window' | 'iframe' | 'worker' | 'node' | 'file'

/** What a panel may do to a connection beyond looking. */
export interface TapControls {
  /** Gives up a binding: releases an `own` one here, tells the other side about a `held` one. Returns whether it was alive. */
  unbind(key: string): boolean
  /** Calls a function of the other side by hand, past the pair. `args` carry no functions. */
  call(name: string, args: readonly unknown[]): Promise<unknown>
  /** `undefined` ends all faults. */
  setFaults(faults: Faults | undefined): void
  /** The faults in force. */
  faults(): Faults | undefined
  /** Closes the transport, where it can be closed. */
  close(): void
}

/** Records one named connection. */
export interface Tap extends IorpcTap, TapView {
  /** Wraps what `binChannel` wraps, to see raw chunks. */
  wrapBin<T extends BinTransport>(transport: T): T
  /** Shows calls as a track of Chrome's Performance panel, or no longer. */
  traceCalls(on: boolean): void
  /** Takes it from the list of taps and stops recording. Wrapped transports go on working. */
  dispose(): void
}

/** Published when the list changes. */
export type TapRegistry = StoreApi<readonly TapView[]>
