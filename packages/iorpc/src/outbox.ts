import type { Id, Packet, PairObserver, Transport, TransferList } from './types.js'

export type Outbox = ReturnType<typeof createOutbox>

/** Builds packets, in the key order of the wire, and hands them to the transport. */
export function createOutbox(
  transport: Transport,
  isNested: boolean,
  isTagged: boolean,
  observer: PairObserver | undefined,
) {
  /** @returns what the transport's `send` returned, when that is a promise */
  const send = (
    apiFunc: string,
    kind: 'call' | 'cb',
    cbId: Id | false,
    args: unknown[],
    argsTransform: Packet['argsTransform'],
    transfer?: TransferList,
  ): PromiseLike<unknown> | undefined => {
    const packet: Packet = isTagged
      ? { apiFunc, cbId, args, argsTransform, kind }
      : { apiFunc, cbId, args, argsTransform }
    const sent = transfer ? transport.send(packet, transfer) : transport.send(packet)
    return isThenable(sent) ? sent : undefined
  }

  return {
    send,

    /** A packet that nobody waits for: that it cannot be sent is only worth a note. */
    notify(apiFunc: string, args: unknown[], kind: 'call' | 'cb' = 'call'): void {
      const fail = (error: unknown) =>
        observer?.dropped?.({ reason: `${apiFunc} could not be sent: ${String(error)}`, packet: args })
      try {
        send(apiFunc, kind, false, args, isNested ? {} : [])?.then(undefined, fail)
      } catch (error) {
        fail(error)
      }
    },
  }
}

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function'
