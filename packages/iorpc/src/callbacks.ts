import type { Bindings, Callback } from './bindings.js'
import type { Bind } from './functions.js'
import type { Id, PairObserver, ReleaseReason } from './types.js'

/** A call or reply whose packet carries functions. */
export interface Carrier {
  readonly method: string
  readonly id: Id | false
  /** What was bound for it. */
  bound: Callback[] | undefined
}

export type Callbacks = ReturnType<typeof createCallbacks>

/** Functions of this side that the other side may call: how they get ids, and every way to lose them. */
export function createCallbacks(bindings: Bindings, observer: PairObserver | undefined) {
  const release = (callback: Callback, reason: ReleaseReason): void => {
    if (!bindings.remove(callback)) return
    // A late call of a function that its owner gave up is harmless; of one that the other side gave up, a mistake.
    if (reason !== 'unbound') bindings.remember(callback.id, 'released')
    observer?.released?.({ side: 'own', id: callback.id, reason })
  }

  const bind: Bind<Carrier> = (fn, carrier, path) => {
    const callback = bindings.addCallback(fn)
    ;(carrier.bound ??= []).push(callback)
    observer?.bound?.({
      side: 'own',
      id: callback.id,
      fn,
      method: carrier.method,
      callId: carrier.id,
      path: path.join('.'),
    })
    return callback.id
  }

  return {
    bind,
    release,

    releaseAll(bound: readonly Callback[] | undefined, reason: ReleaseReason): void {
      if (bound) for (const callback of bound) release(callback, reason)
    },
  }
}
