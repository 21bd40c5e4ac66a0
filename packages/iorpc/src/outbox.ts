import { remember, type Callback, type Waiter } from './bindings.js'
import { release, type Carrier } from './callbacks.js'
import { IorpcError, messageOf } from './errors.js'
import { pack } from './functions.js'
import type { State } from './state.js'
import { transferListOf } from './transferList.js'
import type { Id, Packet, TransferList } from './types.js'
import { rejectCall } from './waiters.js'

/** Is told, now or later, that a packet cannot be sent. */
type Fail<C> = (state: State, carrier: C, error: unknown) => void

/**
 * Sends a packet. When it cannot be sent, its functions are given back and `fail` is told.
 *
 * @param carrier what its functions are bound for; without one it is not searched for functions
 */
export function send<C extends Carrier | undefined>(
  state: State,
  kind: 'call' | 'cb',
  apiFunc: string,
  cbId: Id | false,
  args: unknown[],
  carrier: C,
  fail: Fail<C>,
  transfer?: TransferList,
): void {
  const { transport } = state
  try {
    const list = transferListOf(args, transfer)
    const packet: Packet = { apiFunc, cbId, args, argsTransform: pack(state, args, carrier) }
    if (state.taggedPackets) packet.kind = kind
    if (state.live.size > state.maxPendingResponses) trim(state)
    const sent = list ? transport.send(packet, list) : transport.send(packet)
    if (isThenable(sent)) sent.then(undefined, (error: unknown) => giveBack(state, carrier, fail, error))
  } catch (error) {
    giveBack(state, carrier, fail, error)
  }
}

function giveBack<C extends Carrier | undefined>(
  state: State,
  carrier: C,
  fail: Fail<C>,
  error: unknown,
): void {
  release(state, carrier?.bound, 'failed')
  fail(state, carrier, error)
}

/** Sends what carries no functions and is not answered. */
export function notify(
  state: State,
  kind: 'call' | 'cb',
  apiFunc: string,
  args: unknown[],
  fail?: (error: unknown) => void,
): void {
  send(state, kind, apiFunc, false, args, undefined, (_state, _carrier, error) => {
    state.emit?.('dropped', { reason: `${apiFunc} could not be sent: ${messageOf(error)}`, packet: args })
    fail?.(error)
  })
}

/** Makes room: the least recently used go. */
function trim(state: State): void {
  const { live, maxPendingResponses } = state
  const reason = `dropped, as more than ${maxPendingResponses} were live: see maxPendingResponses`
  while (live.size > maxPendingResponses) {
    const oldest = state.ends.newer as Waiter | Callback
    state.trimmed.push(oldest.id)
    if (oldest.fn) release(state, [oldest], 'trimmed')
    else {
      remember(state, oldest.id, 'abandoned')
      rejectCall(state, oldest, () => new IorpcError('IORPC_TRIMMED', `${oldest.method}: ${reason}`))
    }
  }
  if (!state.hasWarned) console.warn(`iorpc: a binding was ${reason}`)
  state.hasWarned = true
  // What goes while it runs, for a call that it makes, it is told the next time.
  if (state.isTelling) return
  const ids = state.trimmed
  state.trimmed = []
  state.isTelling = true
  try {
    state.onTrim?.(ids)
  } catch (error) {
    console.error('iorpc: onTrim', error)
  }
  state.isTelling = false
}

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function'
