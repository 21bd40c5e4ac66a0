import { keyOf, type Bindings, type Waiter } from './bindings.js'
import type { Callbacks, Carrier } from './callbacks.js'
import { IorpcError, sendFailure } from './errors.js'
import type { Pack } from './functions.js'
import type { Outbox } from './outbox.js'
import { UNBIND } from './packet.js'
import { takeTransfers } from './transfer.js'
import type { CallOptions, PairObserver, PairOptions } from './types.js'

/** A longer delay would fire at once. */
const LONGEST_TIMER = 0x7fffffff

/** @param boundary the function below which a stack begins */
type MakeError = (boundary: () => never) => unknown

export type Calls = ReturnType<typeof createCalls>

/** Calls made here: how they start, and every way in which one settles. Each settles once. */
export function createCalls(
  bindings: Bindings,
  callbacks: Callbacks,
  outbox: Outbox,
  pack: Pack,
  { callTimeout = 0, releaseOnSettle = false, maxPendingResponses, onTrim }: PairOptions,
  observer: PairObserver | undefined,
) {
  let hasWarned = false

  const tell = (waiter: Waiter, outcome: 'resolved' | 'rejected', error?: unknown) => {
    const { id, kind, method } = waiter
    observer?.callSettled?.({ direction: 'out', id, kind, method, outcome, error })
  }

  /** Ends the wait of a call that is off the table. */
  const close = (waiter: Waiter) => {
    waiter.cleanup?.()
    if (waiter.isScoped) callbacks.releaseAll(waiter.bound, 'settled')
  }

  const resolve = (waiter: Waiter, value: unknown) => {
    if (!bindings.remove(waiter)) return
    close(waiter)
    if (!waiter.resolve) return
    if (observer) tell(waiter, 'resolved')
    waiter.resolve(value)
  }

  const reject = (waiter: Waiter, makeError: MakeError) => {
    if (bindings.remove(waiter)) rejectRemoved(waiter, makeError)
  }

  /**
   * The error is made late, in a promise reaction, so that engines append the chain of awaits to its stack: calls that
   * succeed pay nothing for it.
   */
  const rejectRemoved = (waiter: Waiter, makeError: MakeError) => {
    close(waiter)
    if (!waiter.resolve) return
    let open: (value?: unknown) => void = () => {}
    const gate = new Promise((resolve) => (open = resolve))
    const throwLate = () => {
      const error = makeError(throwLate)
      if (observer) tell(waiter, 'rejected', error)
      throw error
    }
    waiter.resolve(gate.then(throwLate))
    queueMicrotask(open)
  }

  /** Timed out or aborted: the other side is told, and nothing of the call stays behind. */
  const giveUp = (waiter: Waiter, makeError: MakeError) => {
    if (!bindings.remove(waiter)) return
    bindings.remember(waiter.id, 'abandoned')
    callbacks.releaseAll(waiter.bound, 'failed')
    outbox.notify(UNBIND, [waiter.id])
    rejectRemoved(waiter, makeError)
  }

  const fail = (waiter: Waiter, error: unknown) => {
    callbacks.releaseAll(waiter.bound, 'failed')
    reject(waiter, () => sendFailure(`The call of ${waiter.method}`, error))
  }

  /** Keeps the table within its limit, after the functions of a packet were bound. */
  const trim = () => {
    const evicted = bindings.trim()
    if (evicted.length === 0) return
    if (!hasWarned) {
      hasWarned = true
      console.warn(
        `iorpc: more than ${maxPendingResponses ?? 10_000} calls and callbacks are bound (maxPendingResponses). ` +
          'The least recently used are dropped. unbind() or release() those that are no longer needed.',
      )
    }
    for (const entry of evicted) {
      if (entry.fn) observer?.released?.({ side: 'own', id: entry.id, reason: 'trimmed' })
      else {
        bindings.remember(entry.id, 'abandoned')
        const message = `${entry.method} was dropped while it waited: maxPendingResponses was reached`
        rejectRemoved(entry, () => new IorpcError('IORPC_TRIMMED', message))
      }
    }
    try {
      onTrim?.(evicted.map((entry) => entry.id))
    } catch (error) {
      console.error('iorpc: onTrim has thrown', error)
    }
  }

  const watch = (waiter: Waiter, timeout: number, signal: AbortSignal | undefined) => {
    const onAbort = () => giveUp(waiter, () => signal?.reason)
    const onTimeout = () =>
      giveUp(
        waiter,
        () => new IorpcError('IORPC_TIMEOUT', `${waiter.method} did not answer within ${timeout} ms`),
      )
    const timer = timeout > 0 && timeout <= LONGEST_TIMER ? setTimeout(onTimeout, timeout) : undefined
    signal?.addEventListener('abort', onAbort)
    waiter.cleanup = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  return {
    resolve,
    reject,
    rejectRemoved,
    trim,

    /** Makes a call that is answered: by its result, an error, or a failure of this side. */
    start(
      kind: 'call' | 'cb',
      method: string,
      args: unknown[],
      options: CallOptions | undefined,
    ): Promise<unknown> {
      const signal = options?.signal
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise<unknown>((settle) => {
        const waiter = bindings.addCall(kind, method, settle)
        waiter.isScoped = options?.releaseOnSettle ?? releaseOnSettle
        if (kind === 'cb') observer?.called?.({ side: 'held', id: keyOf(method), callId: waiter.id })
        observer?.callStarted?.({ direction: 'out', id: waiter.id, kind, method })
        const timeout = options?.timeout ?? callTimeout
        // Everything that can settle it stands before the packet leaves: the answer may come from within `send`.
        if (timeout > 0 || signal) watch(waiter, timeout, signal)
        try {
          const transfer = takeTransfers(args, options?.transfer)
          const transform = pack(args, waiter, callbacks.bind)
          trim()
          const sent = outbox.send(method, kind, waiter.id, args, transform, transfer)
          sent?.then(undefined, (error: unknown) => fail(waiter, error))
        } catch (error) {
          fail(waiter, error)
        }
      })
    },

    /**
     * Makes a call that is never answered.
     *
     * @throws `IorpcError` when it cannot even be sent
     */
    notify(kind: 'call' | 'cb', method: string, args: unknown[], options: CallOptions | undefined): void {
      const carrier: Carrier = { method, id: false, bound: undefined }
      const giveBack = () => callbacks.releaseAll(carrier.bound, 'failed')
      observer?.callStarted?.({ direction: 'out', id: false, kind, method })
      try {
        const transfer = takeTransfers(args, options?.transfer)
        const transform = pack(args, carrier, callbacks.bind)
        trim()
        outbox.send(method, kind, false, args, transform, transfer)?.then(undefined, giveBack)
      } catch (error) {
        giveBack()
        throw sendFailure(`The call of ${method}`, error)
      }
    },
  }
}
