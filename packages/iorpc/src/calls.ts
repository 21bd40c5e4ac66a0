import { addWaiter, remember, type Waiter } from './bindings.js'
import { eventOf, release, type Carrier } from './callbacks.js'
import { takeCallOptions } from './callOptions.js'
import { IorpcError, sendFailure } from './errors.js'
import { notify, send } from './outbox.js'
import { UNBIND } from './packet.js'
import { onAbort } from './signals.js'
import type { State } from './state.js'
import type { Id } from './types.js'
import { rejectCall, type MakeError } from './waiters.js'

/** A longer delay would fire at once. */
const LONGEST_TIMER = 0x7fffffff

export const closedError = () => new IorpcError('IORPC_CLOSED', 'iorpc: transport closed')

/**
 * Makes a call that is answered: by its result, an error, or a failure of this side.
 *
 * @param method a name, or the id of a function as text
 */
export function startCall(
  state: State,
  kind: 'call' | 'cb',
  method: string,
  args: unknown[],
  functionId?: Id,
): Promise<unknown> {
  const options = takeCallOptions()
  return new Promise((resolve) => {
    const signal = options?.signal
    const timeout = options?.timeout ?? state.callTimeout ?? 0
    if (state.isClosed) throw closedError()
    signal?.throwIfAborted()
    const waiter = addWaiter(state, kind, method, resolve)
    const { id } = waiter
    if (functionId !== undefined) state.emit?.('called', { side: 'held', id: functionId, callId: id })
    state.emit?.('callStarted', eventOf('out', waiter))
    // Whatever can settle it stands before the packet leaves: the answer may come from within `send`.
    if (options?.releaseOnSettle ?? state.releaseOnSettle)
      waiter.cleanup = () => release(state, waiter.bound, 'settled')
    if (timeout > 0 || signal) watch(state, waiter, timeout, signal)
    send(state, kind, method, id, args, waiter, fail, options?.transfer)
  })
}

function fail(state: State, waiter: Waiter, error: unknown): void {
  rejectCall(state, waiter, () => sendFailure(waiter.method, error))
}

function watch(state: State, waiter: Waiter, timeout: number, signal: AbortSignal | undefined): void {
  /** The other side is told, and nothing of the call stays behind. */
  const giveUp = (makeError: MakeError) => {
    remember(state, waiter.id, 'abandoned')
    release(state, waiter.bound, 'failed')
    rejectCall(state, waiter, makeError)
    notify(state, 'call', UNBIND, [waiter.id])
  }
  const onTimeout = () =>
    giveUp(() => new IorpcError('IORPC_TIMEOUT', `${waiter.method}: no answer within ${timeout} ms`))
  const timer = timeout > 0 && timeout <= LONGEST_TIMER ? setTimeout(onTimeout, timeout) : undefined
  const unwatch = signal && onAbort(signal, () => giveUp(() => signal.reason))
  const { cleanup } = waiter
  waiter.cleanup = () => {
    cleanup?.()
    clearTimeout(timer)
    unwatch?.()
  }
}

/**
 * Makes a call that is never answered.
 *
 * @throws `IorpcError` when it cannot even be sent
 */
export function callNoWait(state: State, method: string, args: unknown[]): void {
  const transfer = takeCallOptions()?.transfer
  if (state.isClosed) return
  const carrier: Carrier & { error?: IorpcError } = { id: false, kind: 'call', method, bound: undefined }
  state.emit?.('callStarted', eventOf('out', carrier))
  send(state, 'call', method, false, args, carrier, failNoWait, transfer)
  if (carrier.error) throw carrier.error
}

function failNoWait(_state: State, carrier: Carrier & { error?: IorpcError }, error: unknown): void {
  carrier.error = sendFailure(carrier.method, error)
}
