import type { Bindings, Callback } from './bindings.js'
import type { Bind } from './functions.js'
import type { Id, PairObserver, ReleaseReason } from './types.js'

/** A call or an answer whose packet may carry functions. */
export interface Carrier {
  /** The function that is called, or that answers. */
  readonly method: string
  /** Of the call; `false` when nobody waits for an answer. */
  readonly id: Id | false
  /** Callbacks that were bound for it. */
  bound: Callback[] | undefined
}

export type Callbacks = ReturnType<typeof createCallbacks>

/** Functions of this side that the other side may call: how they get their ids, and how they lose them. */
export function createCallbacks(bindings: Bindings, observer: PairObserver | undefined) {
  const bind: Bind<Carrier> = (fn, carrier, path) => {
    const callback = bindings.addCallback(fn)
    const { method, id: callId } = carrier
    ;(carrier.bound ??= []).push(callback)
    observer?.bound?.({ side: 'own', id: callback.id, fn, method, callId, path: path.join('.') })
    return callback.id
  }

  const release = (bound: Iterable<Callback> | undefined, reason: ReleaseReason): void => {
    for (const callback of bound ?? []) {
      if (!bindings.remove(callback)) continue
      // A late call of what its owner gave up is harmless; of what the other side gave up, a mistake.
      if (reason !== 'unbound') bindings.remember(callback.id, 'released')
      observer?.released?.({ side: 'own', id: callback.id, reason })
    }
  }

  return { bind, release }
}
