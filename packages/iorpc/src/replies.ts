import type { Bindings } from './bindings.js'
import type { Callbacks, Carrier } from './callbacks.js'
import type { Calls } from './calls.js'
import { describeError } from './errorDetails.js'
import { IorpcError, isError, sendFailure, type IorpcErrorCode } from './errors.js'
import type { Pack } from './functions.js'
import type { Outbox } from './outbox.js'
import { THROW } from './packet.js'
import { takeTransfers } from './transfer.js'
import type { Id, PairOptions } from './types.js'

/** What callers learn of an error without `exposeErrors`. */
const HIDDEN = 'The remote function failed'

export type Replies = ReturnType<typeof createReplies>

/** Answers to calls of the other side. */
export function createReplies(
  bindings: Bindings,
  callbacks: Callbacks,
  calls: Calls,
  outbox: Outbox,
  pack: Pack,
  { exposeErrors = true, errorDetails = false, allowNestedFunctions = false }: PairOptions,
) {
  const emptyTransform = () => (allowNestedFunctions ? {} : [])

  const sendError = (callId: Id, message: string, stack: string) =>
    outbox.notify(THROW, [callId, message, stack])

  const errorArgs = (callId: Id, error: unknown): unknown[] => {
    if (!isError(error)) return [callId, error, false]
    const args: unknown[] = [callId, String(error.message), String(error.stack ?? error)]
    if (errorDetails) args.push(describeError(error))
    return args
  }

  /** The function has thrown, or its result cannot be sent. */
  const reject = (callId: Id, error: unknown): void => {
    if (!exposeErrors) return sendError(callId, HIDDEN, HIDDEN)
    const fail = (cause: unknown) => {
      const { message } = sendFailure('The error of the remote function', cause)
      sendError(callId, message, message)
    }
    try {
      outbox.send(THROW, 'call', false, errorArgs(callId, error), emptyTransform())?.then(undefined, fail)
    } catch (cause) {
      fail(cause)
    }
  }

  return {
    reject,

    /** The call breaks the protocol, or there is nothing to call. The caller's `RemoteError` has the code. */
    refuse(callId: Id, code: IorpcErrorCode, reason: string): void {
      const { message, stack } = new IorpcError(code, `${reason} (${code})`)
      sendError(callId, message, (exposeErrors && stack) || message)
    },

    /**
     * @param isSync whether the function returned it at once; a function is then acknowledged by the caller
     */
    resolve(callId: Id, method: string, result: unknown, isSync: boolean): void {
      const args = [result]
      const carrier: Carrier = { method, id: callId, bound: undefined }
      let acknowledgement: ReturnType<typeof bindings.addCall> | undefined
      const fail = (error: unknown) => {
        callbacks.releaseAll(carrier.bound, 'failed')
        if (acknowledgement) calls.resolve(acknowledgement, undefined)
        reject(callId, sendFailure(`The result of ${method}`, error))
      }
      try {
        const transfer = takeTransfers(args, undefined)
        if (isSync && typeof result === 'function') acknowledgement = bindings.addCall('cb', String(callId))
        const transform = pack(args, carrier, callbacks.bind)
        if (carrier.bound) calls.trim()
        const cbId = acknowledgement ? acknowledgement.id : false
        outbox.send(String(callId), 'cb', cbId, args, transform, transfer)?.then(undefined, fail)
      } catch (error) {
        fail(error)
      }
    },
  }
}
