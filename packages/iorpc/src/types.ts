import type { Local, Remote, UntypedApi } from './remoteTypes.js'

/** An id on the wire: of a call, a callback or an acknowledgement. */
export type Id = number | string

/** Where functions stand in `args`: `1` at each function's path, arrays as objects keyed by index. */
export type NestedTransform = { [key: string]: 1 | NestedTransform }

/** What travels between the two sides. PROTOCOL.md describes every field. */
export interface Packet {
  /** The name of a function, or as text the id of what is called or answered. */
  apiFunc: string
  /** The id to answer to; `false` when nobody waits. */
  cbId: Id | false
  /** The arguments, with ids in the places of functions; of an answer `[result]`. */
  args: unknown[]
  /** Where the functions stand: indices, or paths with `allowNestedFunctions`. */
  argsTransform: readonly number[] | NestedTransform
  /** Only with `taggedPackets`: `'call'` for names and control packets, `'cb'` for ids. */
  kind?: 'call' | 'cb'
}

/** The second argument of a port: the list itself in Node, options with the list in a browser. */
type PostOptions = NonNullable<Parameters<(typeof MessagePort)['prototype']['postMessage']>[1]>

/** Objects that a send may move instead of copying, as the `postMessage` of a port takes them. */
export type TransferList = PostOptions extends readonly unknown[]
  ? PostOptions
  : PostOptions extends { transfer?: infer List }
    ? NonNullable<List>
    : never

/**
 * Carries packets to the other side and back, in order.
 *
 * @example
 * const transport: Transport = {
 *   send: (packet, transfer) => worker.postMessage(packet, transfer ?? []),
 *   on: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
 *   close: () => worker.terminate(),
 * }
 */
export interface Transport {
  /** Delivers one packet. May throw or return a promise; a rejection fails the call that was being sent. */
  send(packet: Packet, transfer?: TransferList): unknown
  /** Subscribes to the packets of the other side. What it returns is never used. */
  on(handler: (packet: unknown) => void): unknown
  /** Ends the connection. Called by `close()` of the pair. */
  close?(): void
  /**
   * Tells when the connection has ended by itself; the reason becomes the rejection of pending calls. A transport that
   * connects again tells it at the end of every epoch, and carries new calls afterwards.
   */
  onClose?(listener: (reason?: unknown) => void): unknown
  /** Where the connection stands; a new object with every change. */
  status?(): ConnectionStatus
  /** Tells that `status()` has changed. Returns an unsubscriber. */
  onStatus?(listener: () => void): () => void
  /** Reports binary values on their way, where the transport carries them in chunks. Returns an unsubscriber. */
  onProgress?(listener: (progress: TransferProgress) => void): () => void
}

/** Where a connection stands, as `useSyncExternalStore` can read it. */
export interface ConnectionStatus {
  /** `connecting`: packets are kept until the other side is there. `closed`: for good. */
  readonly state: 'connecting' | 'open' | 'closed'
  /** Counts the times it was opened. Nothing that was pending in one epoch lives on in the next. */
  readonly epoch: number
  /** Why the epoch before has ended, usually an `IorpcError`. */
  readonly reason?: unknown
}

/** Moves bytes; keeps message boundaries and order. What `binChannel` wraps. */
export interface BinTransport {
  /** Sends one message. What it throws is thrown by `send`, or rejects it. */
  sendBin(message: Uint8Array<ArrayBuffer>): void
  /** Subscribes to the messages of the other side. What it returns is never used. */
  onBin(handler: (message: ArrayBuffer | ArrayBufferView) => void): unknown
  /** Largest message in bytes that `sendBin` takes. Read anew for each packet. */
  maxMessageSize?: number | undefined
  /**
   * Bytes taken by `sendBin` that have not left yet. With it, sending waits while they are too many. `Infinity` says that
   * nothing can be taken until `onDrain` tells.
   */
  bufferedAmount?(): number
  /** Tells when bytes have left, so that sending goes on at once. Without it, `bufferedAmount` is asked again and again. */
  onDrain?(listener: () => void): unknown
}

/** How far one binary value of one packet has come. */
export interface TransferProgress {
  /** `out`: sent from here. `in`: received here. */
  direction: 'in' | 'out'
  /** Number of the packet on this channel and direction. */
  messageId: number
  /** Index of the value in its packet. */
  index: number
  /** `apiFunc` of the packet: the called name, or the id of a callback or of the call being answered. */
  apiFunc: string
  /** Id of the call that the packet belongs to, as text; `undefined` for a `noWait` call. */
  callId: string | undefined
  /** Bytes that have been sent or received. */
  bytes: number
  /** Bytes of the whole value. */
  totalBytes: number
  /** Chunks that have been sent or received. */
  chunks: number
  /** Chunks of the whole value. */
  totalChunks: number
}

/** Why a binding is over. */
export type ReleaseReason =
  /** The holder called `unbind()`. */
  | 'unbound'
  /** The owner called `release(fn)`. */
  | 'released'
  /** The call that carried it has settled, with scoped release. */
  | 'settled'
  /** The limit of the table was reached. */
  | 'trimmed'
  /** The packet that carried it could not be sent, or its call was given up. */
  | 'failed'
  /** `rejectAll()`, `close()` or the end of the transport. */
  | 'closed'

/** A function that got an id: one of ours that was sent, or one of theirs that arrived. */
export interface BindingEvent {
  /** `own`: a function of this side that the other side may call. `held`: a function of the other side. */
  side: 'own' | 'held'
  /** Under which the other side calls it, or it is called there. */
  id: Id
  /** The function itself; of `held` what stands for it here. */
  fn: (...args: never[]) => unknown
  /** The call whose arguments or result carried it: a name, or the id of a callback. */
  method: string
  /** The id of that call; `false` for a `noWait` call. */
  callId: Id | false
  /** Place in the arguments or result, such as `0` or `1.onProgress`. */
  path: string
}

/** A binding that is over. */
export interface ReleaseEvent {
  side: 'own' | 'held'
  id: Id
  reason: ReleaseReason
}

/** A call that begins or ends. */
export interface CallEvent {
  /** `out`: made here. `in`: made by the other side. */
  direction: 'in' | 'out'
  /** `false` for a `noWait` call. */
  id: Id | false
  /** `call`: of a name. `cb`: of a callback. */
  kind: 'call' | 'cb'
  /** The name, or the id of the callback that was called. */
  method: string
}

/** A call that has ended. */
export interface SettleEvent extends CallEvent {
  /** Whether it came to a result, or to an error of either side. */
  outcome: 'resolved' | 'rejected'
  /** The rejection; `code` of an `IorpcError` says which local failure it was. */
  error?: unknown
}

/** A packet that came to nothing. */
export interface DropEvent {
  /** Why, in words. */
  reason: string
  /** As it arrived; untrusted. */
  packet: unknown
}

/**
 * Told of everything a pair does; never changes what it does. An error thrown by an observer is contained.
 * Absent, it costs nothing.
 */
export interface PairObserver {
  /** A function got an id. */
  bound?(event: BindingEvent): void
  /** A binding was called: `own` by the other side, `held` from here. */
  called?(event: { side: 'own' | 'held'; id: Id; callId: Id | false }): void
  /** A binding is over. */
  released?(event: ReleaseEvent): void
  /** A call was made here, or by the other side. */
  callStarted?(event: CallEvent): void
  /** Also when the wait for an acknowledgement ends, which is no call of anybody and was not told to start. */
  callSettled?(event: SettleEvent): void
  /** An inbound packet, or an answer of ours, that came to nothing. */
  dropped?(event: DropEvent): void
}

/** A component, or any other scope, in whose name calls are made. */
export interface TapOwner {
  /** Runs `work` so that what it binds is recorded as this owner's. */
  run<T>(work: () => T): T
  /** Bindings of the owner that live on after this are leaks. */
  unmount(): void
}

/** What `@iorpc/react` needs of a recorder such as `@iorpc/tap`. */
export interface Tap {
  /** Wraps a transport; the result also carries the observer for `pair`. */
  wrap<T extends Transport>(transport: T): T & { observer: PairObserver }
  /** Announces a component. */
  mount(owner: { name?: string | undefined; stack?: string | undefined }): TapOwner
}

/** Puts into an error packet what message and stack do not tell, and takes it out again. */
export interface ErrorDetails {
  /** @returns plain data, the fourth argument of the packet */
  describe(error: Error): unknown
  /**
   * @param error what the caller gets
   * @param details what the other side has sent; untrusted
   */
  apply<E extends Error>(error: E, details: unknown): E
}

/** Options of `pair()`. Those that both sides must set say so. */
export interface PairOptions {
  /** Most live bindings and waiting calls at once; beyond it the least recently used goes. Default 10000. */
  maxPendingResponses?: number
  /** Functions may stand anywhere inside objects and arrays. Both sides must agree. Default `false`. */
  allowNestedFunctions?: boolean
  /** Errors travel with message and stack; `false` replaces both with a generic message. Default `true`. */
  exposeErrors?: boolean
  /** Called functions see `this.remoteApi`, `this.iorpcPending()` and `this.signal`. Default `true`. */
  injectToThis?: boolean
  /** Stay silent about ids that are unknown here: for several pairs on one channel. Default `false`. */
  ignoreCallbackUnavailable?: boolean
  /** Milliseconds until a call rejects with `IORPC_TIMEOUT`; 0 never. Default 0. */
  callTimeout?: number
  /** Makes ids. Live ones are asked for again. Default: numbers that are random enough for a shared channel. */
  cbIdGenerator?: () => Id
  /** Packets say whether `apiFunc` is a name or an id. Both sides must agree. Default `false`. */
  taggedPackets?: boolean
  /** Told the ids that the limit has evicted. */
  onTrim?: (ids: Id[]) => void
  /** Errors keep name, code, cause and own properties: the `errorDetails` of this package. Both sides must agree. */
  errorDetails?: ErrorDetails
  /** Callbacks sent with a call are released when that call settles. Default `false`. */
  releaseOnSettle?: boolean
  /** What a late call to a function that its owner has released gets: `undefined`, or an error. Default `'undefined'`. */
  releasedCallback?: 'undefined' | 'error'
}

/** Options of single calls, see `withOptions`. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's reason and aborts `this.signal` of the called function. */
  signal?: AbortSignal
  /** Milliseconds until the call rejects with `IORPC_TIMEOUT`; 0 never. Default: `callTimeout` of the pair. */
  timeout?: number
  /** Objects in the arguments to move instead of copying. */
  transfer?: TransferList
  /** Release the callbacks sent with the call when it settles. Default: `releaseOnSettle` of the pair. */
  releaseOnSettle?: boolean
}

/** What `this` is in a function called from the other side (not in arrow functions). */
export interface CallContext<RemoteApi = UntypedApi> {
  /** The remote of this pair. */
  readonly remoteApi: Remote<RemoteApi>
  /** `pending()` of this pair. */
  iorpcPending(): number
  /** Aborted when the caller times out, aborts or goes away. */
  readonly signal: AbortSignal
}

/** What is live on one side of a pair. */
export interface Bindings {
  /** Calls that wait for an answer. */
  calls: number
  /** Functions of this side that the other side may call. */
  callbacks: number
}

/** A pair as `pair()` returns it. */
export interface Pair<RemoteApi = UntypedApi, LocalApi = UntypedApi> {
  /** Calls go to the other side. */
  readonly remote: Remote<RemoteApi>
  /** What the other side may call; functions added later are seen at once. */
  readonly local: LocalApi
  /** Waiting calls and live callbacks, together. */
  pending(): number
  /** The same, apart: `calls + callbacks === pending()`. */
  bindings(): Bindings
  /**
   * Rejects every waiting call and drops every callback; sends nothing. For a transport that has died.
   *
   * @param error what the calls reject with; default an `IorpcError` with `code: 'IORPC_CLOSED'`
   */
  rejectAll(error?: unknown): void
  /**
   * The owner's side of `unbind()`: forgets every id under which this side has sent `fn`.
   *
   * @returns whether there was any
   */
  release(fn: (...args: never[]) => unknown): boolean
  /** Rejects all, closes the transport and refuses further calls. */
  close(): void
}

/** What `pair()` takes: a transport, and what to do with it. */
export interface PairConfig<RemoteApi = UntypedApi, LocalApi = UntypedApi> extends Transport {
  /** Functions that the other side may call. Own functions, or methods of its class. */
  local?: Local<LocalApi> & ThisType<Local<LocalApi> & CallContext<RemoteApi>>
  /** All have defaults. */
  options?: PairOptions
  /** Told of everything the pair does. */
  observer?: PairObserver
}
