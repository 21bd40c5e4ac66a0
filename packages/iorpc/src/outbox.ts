import type { Bindings } from './bindings.js'
import type { Callbacks, Carrier } from './callbacks.js'
import { IorpcError } from './errors.js'
import { packFlat, packNested } from './functions.js'
import { transferListOf } from './transferList.js'
import type { Id, Packet, PairObserver, PairOptions, Transport, TransferList } from './types.js'
import type { Waiters } from './waiters.js'

export type Fail = (carrier: Carrier, error: unknown) => void

export type Outbox = ReturnType<typeof createOutbox>

/** Makes packets and hands them to the transport. */
export function createOutbox(
  transport: Transport,
  bindings: Bindings,
  callbacks: Callbacks,
  waiters: Waiters,
  options: PairOptions,
  observer: PairObserver | undefined,
) {
  const {
    maxPendingResponses = 10_000,
    allowNestedFunctions = false,
    taggedPackets = false,
    onTrim,
  } = options
  const pack = allowNestedFunctions ? packNested : packFlat
  let hasWarned = false

  const post = (
    apiFunc: string,
    kind: 'call' | 'cb',
    cbId: Id | false,
    args: unknown[],
    argsTransform: Packet['argsTransform'],
    list?: TransferList,
  ): unknown => {
    const packet: Packet = taggedPackets
      ? { apiFunc, cbId, args, argsTransform, kind }
      : { apiFunc, cbId, args, argsTransform }
    return list ? transport.send(packet, list) : transport.send(packet)
  }

  const isFull = () => bindings.calls.size + bindings.callbacks.size > maxPendingResponses

  const trim = () => {
    const ids: Id[] = []
    while (isFull()) {
      const oldest = bindings.oldest()
      bindings.remove(oldest)
      ids.push(oldest.id)
      if (oldest.fn) observer?.released?.({ side: 'own', id: oldest.id, reason: 'trimmed' })
      else {
        bindings.remember(oldest.id, 'abandoned')
        const message = `${oldest.method}: dropped while it waited, see maxPendingResponses`
        waiters.rejectRemoved(oldest, () => new IorpcError('IORPC_TRIMMED', message))
      }
    }
    if (!hasWarned) {
      hasWarned = true
      console.warn(`iorpc: dropping the oldest of ${maxPendingResponses} bindings, see maxPendingResponses`)
    }
    try {
      onTrim?.(ids)
    } catch (error) {
      console.error('iorpc: onTrim', error)
    }
  }

  const giveBack = (carrier: Carrier, fail: Fail, error: unknown) => {
    callbacks.release(carrier.bound, 'failed')
    fail(carrier, error)
  }

  return {
    /** Sends what may carry functions. When it cannot be sent they are given back, and `fail` is told. */
    deliver(
      carrier: Carrier,
      apiFunc: string,
      kind: 'call' | 'cb',
      cbId: Id | false,
      args: unknown[],
      transfer: TransferList | undefined,
      fail: Fail,
    ): void {
      try {
        const list = transferListOf(args, transfer)
        const transform = pack(args, carrier, callbacks.bind)
        if (isFull()) trim()
        const sent = post(apiFunc, kind, cbId, args, transform, list)
        if (isThenable(sent)) sent.then(undefined, (error: unknown) => giveBack(carrier, fail, error))
      } catch (error) {
        giveBack(carrier, fail, error)
      }
    },

    /** Sends what carries no functions and is not answered. */
    notify(
      apiFunc: string,
      args: unknown[],
      kind: 'call' | 'cb' = 'call',
      fail?: (error: unknown) => void,
    ): void {
      const failed = (error: unknown) => {
        observer?.dropped?.({ reason: `${apiFunc} could not be sent: ${String(error)}`, packet: args })
        fail?.(error)
      }
      try {
        const sent = post(apiFunc, kind, false, args, allowNestedFunctions ? {} : [])
        if (isThenable(sent)) sent.then(undefined, failed)
      } catch (error) {
        failed(error)
      }
    },
  }
}

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function'
