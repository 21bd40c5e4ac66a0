import type { Bindings, Waiter } from './bindings.js'
import type { Carrier } from './callbacks.js'
import { IorpcError, isError, sendFailure, type IorpcErrorCode } from './errors.js'
import type { Outbox } from './outbox.js'
import { THROW } from './packet.js'
import type { Id, PairOptions } from './types.js'
import type { Waiters } from './waiters.js'

/** What callers learn of an error without `exposeErrors`. */
const HIDDEN = 'The remote function failed'

export type Answers = ReturnType<typeof createAnswers>

/** Answers to calls of the other side. */
export function createAnswers(
  bindings: Bindings,
  waiters: Waiters,
  outbox: Outbox,
  { exposeErrors = true, errorDetails }: PairOptions,
) {
  /** The function has thrown, or its result cannot be sent. */
  const reject = (callId: Id, error: unknown): void => {
    if (!exposeErrors) return outbox.notify(THROW, [callId, HIDDEN, HIDDEN])
    const args = [callId, error, false] as unknown[]
    if (isError(error)) {
      args[1] = String(error.message)
      args[2] = String(error.stack)
      if (errorDetails) args[3] = errorDetails.describe(error)
    }
    outbox.notify(THROW, args, 'call', (cause) => {
      const { message } = sendFailure('The error', cause)
      outbox.notify(THROW, [callId, message, message])
    })
  }

  const fail = (carrier: Carrier & { acknowledgement?: Waiter }, error: unknown) => {
    if (carrier.acknowledgement) waiters.resolve(carrier.acknowledgement, undefined)
    if (carrier.id !== false) reject(carrier.id, sendFailure(`The result of ${carrier.method}`, error))
  }

  return {
    reject,

    /** The call breaks the protocol, or there is nothing to call. The caller's `RemoteError` has the code. */
    refuse(callId: Id, code: IorpcErrorCode, reason: string): void {
      const { message, stack } = new IorpcError(code, `${reason} (${code})`)
      outbox.notify(THROW, [callId, message, exposeErrors && stack ? stack : message])
    },

    /** @param isSync whether the function returned it at once; the caller acknowledges a function then */
    resolve(id: Id, method: string, result: unknown, isSync: boolean): void {
      const acknowledgement =
        isSync && typeof result === 'function' ? bindings.addCall('cb', String(id)) : undefined
      const carrier = { method, id, bound: undefined, acknowledgement }
      outbox.deliver(
        carrier,
        String(id),
        'cb',
        acknowledgement ? acknowledgement.id : false,
        [result],
        undefined,
        fail,
      )
    },
  }
}
