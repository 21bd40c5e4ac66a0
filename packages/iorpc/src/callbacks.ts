import { addCallback, remember, remove, type Callback } from './bindings.js'
import type { AnyFn } from './functions.js'
import type { State } from './state.js'
import type { CallEvent, Id, ReleaseReason, SettleEvent } from './types.js'

/** A call, made here or by the other side, whose packet or answer may carry functions. */
export interface Carrier {
  /** `false` when nobody waits for an answer. */
  readonly id: Id | false
  readonly kind: 'call' | 'cb'
  /** What is called. */
  readonly method: string
  /** Callbacks that were bound for it. */
  bound: Callback[] | undefined
}

/** What an observer is told of a call. */
export const eventOf = (direction: 'in' | 'out', { id, kind, method }: Carrier): CallEvent => ({
  direction,
  id,
  kind,
  method,
})

/** The same of one that is over. Spelled out: spreading one object into another would cost as much as the call. */
export const settledOf = (
  direction: 'in' | 'out',
  { id, kind, method }: Carrier,
  outcome: SettleEvent['outcome'] = 'resolved',
  error?: unknown,
): SettleEvent => ({ direction, id, kind, method, outcome, error })

/** Gives an id to a function of this side, which the other side may call from now on. */
export function bind(state: State, fn: AnyFn, carrier: Carrier, path: string): Id {
  const callback = addCallback(state, fn)
  const { id } = callback
  ;(carrier.bound ??= []).push(callback)
  state.emit?.('bound', { side: 'own', id, fn, method: carrier.method, callId: carrier.id, path })
  return id
}

/** Takes the ids away again. */
export function release(state: State, bound: Iterable<Callback> | undefined, reason: ReleaseReason): void {
  for (const callback of bound ?? []) {
    if (!remove(state, callback)) continue
    // A late call of what its owner gave up is harmless; of what the other side gave up, a mistake.
    if (reason !== 'unbound' && reason !== 'trimmed') remember(state, callback.id, 'released')
    state.emit?.('released', { side: 'own', id: callback.id, reason })
  }
}
