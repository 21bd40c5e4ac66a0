import type { SocketLike } from 'iorpc/transports'

/** What the caller passes when the called side shall call back. */
export type Callback = (value: number) => unknown

/** What every contestant serves in the worker. Every scenario is made of these calls. */
export interface Api {
  add(a: number, b: number): number
  /** Sends a value there and back. */
  echo(value: unknown): unknown
  /** Sends bytes there, and only their number back. */
  byteLength(bytes: Uint8Array): number
  /** Moves a buffer there and back, without copying it. */
  bounce(buffer: ArrayBuffer): unknown
  /** Calls back `times` times and waits for each answer before the next. */
  callEach(times: number, callback: Callback): Promise<void>
  /** Calls back `times` times at once and waits for all answers. */
  callAll(times: number, callback: Callback): Promise<void>
  /** Calls back once and gives the callback up. */
  callOnce(callback: Callback): Promise<void>
  /** Calls back once and leaves it to the caller's side to forget the callback. */
  borrow(callback: Callback): Promise<void>
  /** Keeps the callback alive. */
  hold(callback: Callback): void
}

/** The same, as the page calls it. */
export type RemoteApi = {
  [Name in keyof Api]: (...args: Parameters<Api[Name]>) => Promise<unknown>
}

/** One side of the channel between a page and its worker. */
export interface Endpoint {
  post(message: unknown, transfer?: ArrayBuffer[]): void
  listen(handler: (message: unknown) => void): void
  /** The same channel as an event target: the `Worker` or the worker's scope; in Node what imitates it. */
  readonly eventTarget: EventTargetEndpoint
  /** A `MessagePort` of its own to the other side. Both sides have to ask for it, before anything else. */
  openPort(): MessagePort | Promise<MessagePort>
}

export type EventTargetEndpoint = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener'>

/** How a connection is set up, where a scenario needs something special. Both sides get the same. */
export interface Settings {
  /** Live bindings and waiting calls that ioRPC allows at once. */
  maxPendingResponses?: number
  /** Callbacks sent with a call are released when it settles. */
  releaseOnSettle?: boolean
}

export interface Connection {
  readonly api: RemoteApi
  /** Takes away what it has put into the page. */
  close?(): void
}

/** A way to make calls. */
interface Features {
  /** Makes a function ready to be passed. Absent: functions cannot be passed. */
  callback?(fn: Callback): Callback
  /** Callbacks can be released by the caller's side, without a word of the called function. */
  borrows?: boolean
  /** Marks a buffer to be moved. Absent: buffers cannot be moved. */
  transfer?(buffer: ArrayBuffer): ArrayBuffer
  /** It shows something. */
  needsPage?: boolean
}

/** A way to make calls between a page and a worker. */
export interface Contestant extends Features {
  /** The page's side. Some remotes answer to every name, also to `then`, so they come in an object. */
  connect(endpoint: Endpoint, settings: Settings): Connection | Promise<Connection>
  /** The worker's side. */
  serve(endpoint: Endpoint, settings: Settings): void | Promise<void>
}

/** A way to make calls over an open WebSocket or data channel. */
export interface WireContestant extends Features {
  /** What it runs over; default a WebSocket to a server in a process of its own. */
  over?: 'data channel'
  connect(wire: SocketLike): Connection
  serve(wire: SocketLike): void
}
