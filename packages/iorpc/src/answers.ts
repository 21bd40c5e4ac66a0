import { addWaiter, type Waiter } from './bindings.js'
import { settledOf, type Carrier } from './callbacks.js'
import { isCancelled } from './context.js'
import { isError, messageOf, sendFailure, type IorpcErrorCode } from './errors.js'
import { notify, send } from './outbox.js'
import { keyOf, THROW } from './packet.js'
import type { State } from './state.js'
import type { Id, Packet } from './types.js'
import { resolveCall } from './waiters.js'

/** What callers learn of an error without `exposeErrors`. */
const HIDDEN = 'The remote function failed'

/** A call of the other side. */
export interface Inbound extends Carrier {
  /** What `this` is, with `injectToThis`; by it the call is known to be given up. */
  readonly context: object
  /** The call that was running when this one came: over a synchronous transport, from within its function. */
  readonly outer: Inbound | undefined
  /** A function that was returned waits for it. */
  acknowledgement: Waiter | undefined
}

export const inboundCall = (
  kind: 'call' | 'cb',
  { apiFunc: method, cbId: id }: Packet,
  context: object = {},
  outer?: Inbound,
): Inbound => ({ id, kind, method, context, outer, bound: undefined, acknowledgement: undefined })

/** Under which a call is kept while it is worked on; nobody gives up a `noWait` call, but the connection may end. */
export const inboundKey = ({ id, context }: Inbound): Id | object => (id === false ? context : keyOf(id))

/** Whether the caller still waits for an answer. */
function isAwaited({ inbound }: State, call: Inbound): boolean {
  const key = inboundKey(call)
  if (inbound.get(key) === call.context) inbound.delete(key)
  return !isCancelled(call.context)
}

/** @param isSync whether the function returned it at once; the caller acknowledges a function then */
export function returned(state: State, call: Inbound, result: unknown, isSync?: boolean): void {
  state.emit?.('callSettled', settledOf('in', call))
  if (isSync || isAwaited(state, call)) answer(state, call, result, isSync)
}

export function threw(state: State, call: Inbound, error: unknown): void {
  state.emit?.('callSettled', settledOf('in', call, 'rejected', error))
  if (isAwaited(state, call)) answerError(state, call, error)
}

export function answer(state: State, call: Inbound, result: unknown, isSync?: boolean): void {
  const { id } = call
  if (id === false || state.isClosed) return
  const key = String(id)
  try {
    if (isSync && typeof result === 'function') call.acknowledgement = addWaiter(state, 'cb', key)
  } catch (error) {
    return fail(state, call, error)
  }
  send(state, 'cb', key, call.acknowledgement?.id ?? false, [result], call, fail)
}

function fail(state: State, call: Inbound, error: unknown): void {
  if (call.acknowledgement) resolveCall(state, call.acknowledgement, undefined)
  answerError(state, call, sendFailure(`The result of ${call.method}`, error))
}

/** The function has thrown, or its result cannot be sent. */
function answerError(state: State, { id }: Inbound, error: unknown): void {
  const { exposeErrors = true, errorDetails } = state
  if (id === false || state.isClosed) return
  if (!exposeErrors) return sendError(state, id, HIDDEN)
  /** Rather without the details than not at all. */
  const send = (args: unknown[]): void =>
    notify(state, 'call', THROW, args, (cause) =>
      args.length > 3
        ? send(args.slice(0, 3))
        : sendError(state, id, sendFailure('The error', cause).message),
    )
  try {
    const args = [id, error, false] as unknown[]
    if (isError(error)) {
      args[1] = String(error.message)
      args[2] = String(error.stack || error)
      if (errorDetails) args[3] = errorDetails.describe(error)
    }
    send(args)
  } catch {
    sendError(state, id, messageOf(error))
  }
}

const sendError = (state: State, id: Id, text: string): void => notify(state, 'call', THROW, [id, text, text])

/** The call breaks the protocol, or there is nothing to call. The caller's `RemoteError` has the code. */
export const refuse = (state: State, callId: Id, code: IorpcErrorCode, reason: string): void =>
  sendError(state, callId, `${reason} (${code})`)
