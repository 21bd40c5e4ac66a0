import type { Bindings, Waiter } from './bindings.js'
import type { Callbacks } from './callbacks.js'
import type { PairObserver } from './types.js'

/** @param boundary the function below which the stack of the error begins */
export type MakeError = (boundary: () => never) => unknown

export type Waiters = ReturnType<typeof createWaiters>

/** How a call that waits for its answer settles: once. */
export function createWaiters(bindings: Bindings, callbacks: Callbacks, observer: PairObserver | undefined) {
  /** @returns what settles the promise; nothing for an acknowledgement */
  const end = (waiter: Waiter) => {
    waiter.cleanup?.()
    if (waiter.isScoped) callbacks.release(waiter.bound, 'settled')
    return waiter.resolve
  }

  const tell = ({ id, kind, method }: Waiter, outcome: 'resolved' | 'rejected', error?: unknown) =>
    observer?.callSettled?.({ direction: 'out', id, kind, method, outcome, error })

  /**
   * Rejects a call that is off the table. The error is made late, in a promise reaction, so that engines append the
   * chain of awaits to its stack: calls that succeed pay nothing for it.
   */
  const rejectRemoved = (waiter: Waiter, makeError: MakeError): void => {
    const resolve = end(waiter)
    if (!resolve) return
    let open: (value?: unknown) => void = () => {}
    const gate = new Promise((settle) => (open = settle))
    const fail = () => {
      const error = makeError(fail)
      tell(waiter, 'rejected', error)
      throw error
    }
    resolve(gate.then(fail))
    queueMicrotask(open)
  }

  return {
    rejectRemoved,

    resolve(waiter: Waiter, value: unknown): void {
      if (!bindings.remove(waiter)) return
      const resolve = end(waiter)
      if (observer && resolve) tell(waiter, 'resolved')
      resolve?.(value)
    },

    reject(waiter: Waiter, makeError: MakeError): void {
      if (bindings.remove(waiter)) rejectRemoved(waiter, makeError)
    },
  }
}
