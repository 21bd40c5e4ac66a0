import type { Packet, Transport } from '../types.js'
import { readBatch } from './batchFormat.js'
import { BatchList } from './batchList.js'
import { BatchValues } from './batchValues.js'

const resolved = Promise.resolve()

/**
 * Sends what is called in one microtask as one message, which is many times faster for many small calls at once.
 * Both sides wrap their transport. Order and values are those of the bare transport; a lone call is sent as it is.
 *
 * A batch is one JSON text if all its values survive JSON exactly, and otherwise an array for the structured clone.
 * Alone travel packets with a transfer list, those with text of more than 10,000 characters or more than 100 values in
 * objects, and those with objects that do not survive JSON exactly, such as a `Date` or bytes: what is in objects must be
 * copied when it is sent, and copying much twice costs more than a message.
 *
 * @param transport any transport that takes JSON values
 *
 * @example
 * const { remote } = pair<WorkerApi>({ ...batch(workerTransport(worker)) })
 * await Promise.all(rows.map((row) => remote.check(row)))
 */
export function batch<T extends Transport>(transport: T): T {
  let current: Batch | undefined

  const flush = () => {
    const batch = current
    current = undefined
    batch?.send(transport)
  }

  transport.onClose?.(() => {
    // Their calls have failed with the epoch and must not reach the next one.
    current = undefined
  })

  return {
    ...transport,
    send(packet, transfer) {
      const sharing = new BatchValues()
      const values = transfer ? undefined : sharing.of(packet.args)
      if (!values) {
        flush()
        return transport.send(packet, transfer)
      }
      if (!current) {
        current = new Batch()
        void resolved.then(flush)
      }
      const batch = current
      batch.packets.add(packet, values, sharing.textLength)
      if (batch.packets.isFull()) flush()
      return batch
    },
    on: (handler) => transport.on((message) => readBatch(message, handler)),
    close() {
      flush()
      transport.close?.()
    },
  }
}

type OnSent = Parameters<PromiseLike<unknown>['then']>[0]
type OnFail = Parameters<PromiseLike<unknown>['then']>[1]

/** Can be awaited like the promise of a `send`, but without the microtasks that a promise costs each call. */
class Batch {
  readonly packets = new BatchList()
  /** Of those who wait, one after the other, what is told when it is sent and when it fails. */
  private readonly waiting: (OnSent | OnFail)[] = []
  private result: PromiseLike<unknown> | undefined

  send(transport: Transport): void {
    try {
      const result = transport.send(this.packets.message() as Packet)
      this.result = result === undefined ? resolved : Promise.resolve(result)
    } catch (error) {
      this.result = Promise.reject(error)
      // Told to those who wait; nobody may.
      this.result.then(undefined, () => {})
    }
    const { waiting, result } = this
    for (let index = 0; index < waiting.length; index += 2) {
      const [onSent, onFail] = [waiting[index] as OnSent, waiting[index + 1] as OnFail]
      if (onSent || result !== resolved) result.then(onSent, onFail)
    }
  }

  then(onSent: OnSent, onFail: OnFail): void {
    if (this.result) this.result.then(onSent, onFail)
    else this.waiting.push(onSent, onFail)
  }
}
