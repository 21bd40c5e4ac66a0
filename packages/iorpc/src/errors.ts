/** What went wrong on this side. Codes are public and stable, messages are not. */
export type IorpcErrorCode =
  /** No answer within `callTimeout` or `timeout`. */
  | 'IORPC_TIMEOUT'
  /** Evicted because `maxPendingResponses` was reached. */
  | 'IORPC_TRIMMED'
  /** The pair or its transport is closed. */
  | 'IORPC_CLOSED'
  /** `send` threw or rejected; its error is the `cause`. */
  | 'IORPC_SEND_FAILED'
  /** The other side sent something that breaks the protocol. */
  | 'IORPC_BAD_PACKET'
  /** The other side has no function of that name. */
  | 'IORPC_NO_FUNCTION'
  /** The called callback is not, or no longer, bound. */
  | 'IORPC_NO_CALLBACK'
  /** The called callback has been released, with `releasedCallback: 'error'`. */
  | 'IORPC_RELEASED'
  /** Arguments or a result that cannot be sent, such as a function that is nested too deep. */
  | 'IORPC_BAD_VALUE'
  /** A wrong option or argument of this library. */
  | 'IORPC_BAD_OPTION'
  /** `cbIdGenerator` keeps returning ids that are in use or unusable. */
  | 'IORPC_NO_ID'
  /** A worker failed to load or threw an error that it did not catch; the event is the `cause`. */
  | 'IORPC_WORKER_ERROR'
  /** A worker has ended: terminated, closed by itself, or exited. */
  | 'IORPC_WORKER_ENDED'
  /** A message arrived that this context cannot read (`messageerror`). */
  | 'IORPC_MESSAGE_ERROR'
  /** A port was closed by the other side, or the context that held it is gone. */
  | 'IORPC_PORT_CLOSED'
  /** An iframe was removed, or a window was closed. */
  | 'IORPC_WINDOW_GONE'
  /** The other window has left its document, was reloaded, or has closed its transport. */
  | 'IORPC_WINDOW_LEFT'
  /** A WebSocket has closed; code and reason are in the message. */
  | 'IORPC_SOCKET_CLOSED'
  /** A data channel has closed. */
  | 'IORPC_CHANNEL_CLOSED'
  /** A child or parent process has gone or disconnected. */
  | 'IORPC_PROCESS_ENDED'
  /** The last other member of a broadcast channel has left. */
  | 'IORPC_PEER_LEFT'
  /** More packets wait for the other side than a transport keeps. */
  | 'IORPC_QUEUE_FULL'

/**
 * A failure of this side: of a call that came to no answer, or of the use of this library.
 *
 * @example
 * try {
 *   await remote.slow()
 * } catch (error) {
 *   if (error instanceof IorpcError && error.code === 'IORPC_TIMEOUT') retry()
 * }
 */
export class IorpcError extends Error {
  readonly code: IorpcErrorCode

  constructor(code: IorpcErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/**
 * An error that the other side has thrown. `message` is the remote one; `stack` shows the remote frames, then the
 * local chain of awaits.
 *
 * With `errorDetails` on both sides it also has the remote `name`, `code`, `cause`, own properties and `errors`.
 */
export class RemoteError extends Error {
  /** Of the remote error, or of a failure that the other side's protocol reports. */
  declare readonly code?: unknown
  /** Parts of a remote `AggregateError`. */
  declare readonly errors?: unknown[]

  /**
   * @param message of the remote error
   * @param remoteStack default: the message
   * @param boundary leaves this function, and what it has called, out of the local part of the stack
   */
  constructor(message: string, remoteStack = message, boundary?: (...args: never[]) => unknown) {
    super()
    if (boundary) Error.captureStackTrace?.(this, boundary)
    // Without the line that some engines begin with: it names an error that has no message yet.
    const frames = this.stack?.match(/^\s+at .*|.*@.*/gm) ?? []
    const remote = remoteStack.includes(message) ? remoteStack : `${message}\n${remoteStack}`
    define(this, 'name', 'RemoteError')
    define(this, 'message', message)
    define(this, 'stack', [`RemoteError: ${remote}`, ...frames].join('\n'))
    const code = /\((IORPC_[A-Z_]+)\)$/.exec(message)?.[1]
    if (code) this.code = code
  }

  /** Both stacks. */
  override toString(): string {
    return String(this.stack)
  }
}

/** Defines an own property; one that is not listed, unless `enumerable` says so. */
export function define(target: object, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true })
}

define(IorpcError.prototype, 'name', 'IorpcError')

/** The built-in kind of a value, such as `Map`, also of one from another realm. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)

/** Also one of another realm; not what cannot even be looked at. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || tagOf(value) === 'Error'
  } catch {
    return false
  }
}

/** Anything can be thrown, also what cannot be read. */
export function messageOf(thrown: unknown): string {
  try {
    return String(isError(thrown) ? thrown.message : thrown)
  } catch {
    return 'an error that cannot be read'
  }
}

/** An error of this library stays what it is; anything else that keeps a packet from leaving is named. */
export const sendFailure = (what: string, cause: unknown): IorpcError =>
  isError(cause) && cause instanceof IorpcError
    ? cause
    : new IorpcError('IORPC_SEND_FAILED', `${what} could not be sent: ${messageOf(cause)}`, { cause })
