import { keyOf, type Bindings, type Waiter } from './bindings.js'
import type { Callbacks, Carrier } from './callbacks.js'
import { IorpcError, sendFailure } from './errors.js'
import type { Outbox } from './outbox.js'
import { UNBIND } from './packet.js'
import type { CallOptions, PairObserver, PairOptions } from './types.js'
import type { MakeError, Waiters } from './waiters.js'

/** A longer delay would fire at once. */
const LONGEST_TIMER = 0x7fffffff

/** `resolve` of the newest promise: an executor made for each call would cost more than the call's own bookkeeping. */
let newest: (value: unknown) => void
const executor = (resolve: (value: unknown) => void) => void (newest = resolve)

export type Calls = ReturnType<typeof createCalls>

/** Calls made here. */
export function createCalls(
  bindings: Bindings,
  callbacks: Callbacks,
  waiters: Waiters,
  outbox: Outbox,
  { callTimeout = 0, releaseOnSettle = false }: PairOptions,
  observer: PairObserver | undefined,
) {
  /** Timed out or aborted: the other side is told, and nothing of the call stays behind. */
  const giveUp = (waiter: Waiter, makeError: MakeError) => {
    bindings.remove(waiter)
    bindings.remember(waiter.id, 'abandoned')
    callbacks.release(waiter.bound, 'failed')
    outbox.notify(UNBIND, [waiter.id])
    waiters.rejectRemoved(waiter, makeError)
  }

  const watch = (waiter: Waiter, timeout: number, signal: AbortSignal | undefined) => {
    const onAbort = () => giveUp(waiter, () => signal?.reason)
    const onTimeout = () =>
      giveUp(
        waiter,
        () => new IorpcError('IORPC_TIMEOUT', `${waiter.method}: no answer within ${timeout} ms`),
      )
    const timer = timeout > 0 && timeout <= LONGEST_TIMER ? setTimeout(onTimeout, timeout) : undefined
    signal?.addEventListener('abort', onAbort)
    waiter.cleanup = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  const fail = (carrier: Carrier, error: unknown) =>
    waiters.reject(carrier as Waiter, () => sendFailure(carrier.method, error))

  return {
    /** Makes a call that is answered: by its result, an error, or a failure of this side. */
    start(
      kind: 'call' | 'cb',
      method: string,
      args: unknown[],
      options: CallOptions | undefined,
    ): Promise<unknown> {
      const signal = options?.signal
      if (signal?.aborted) return Promise.reject(signal.reason)
      const promise = new Promise(executor)
      let waiter: Waiter
      try {
        waiter = bindings.addCall(kind, method, newest)
      } catch (error) {
        return Promise.reject(error)
      }
      waiter.isScoped = options?.releaseOnSettle ?? releaseOnSettle
      if (observer) {
        if (kind === 'cb') observer.called?.({ side: 'held', id: keyOf(method), callId: waiter.id })
        observer.callStarted?.({ direction: 'out', id: waiter.id, kind, method })
      }
      const timeout = options?.timeout ?? callTimeout
      // Whatever can settle it stands before the packet leaves: the answer may come from within `send`.
      if (timeout > 0 || signal) watch(waiter, timeout, signal)
      outbox.deliver(waiter, method, kind, waiter.id, args, options?.transfer, fail)
      return promise
    },

    /**
     * Makes a call that is never answered.
     *
     * @throws `IorpcError` when it cannot even be sent
     */
    notify(kind: 'call' | 'cb', method: string, args: unknown[], options: CallOptions | undefined): void {
      let failure: { cause: unknown } | undefined
      observer?.callStarted?.({ direction: 'out', id: false, kind, method })
      const carrier: Carrier = { method, id: false, bound: undefined }
      outbox.deliver(
        carrier,
        method,
        kind,
        false,
        args,
        options?.transfer,
        (_, cause) => (failure = { cause }),
      )
      if (failure) throw sendFailure(method, failure.cause)
    },
  }
}
