import type { Packet, Transport } from '../types.js'
import { maxBatch, readBatch } from './batchFormat.js'
import { kindOf } from './batchEntry.js'

/** Characters of text after which a batch is sent without waiting for its end. */
const maxText = 1_000_000

const resolved = Promise.resolve()

/**
 * Sends what is called in one microtask as one message, which is many times faster for many small calls at once.
 * Both sides wrap their transport. Order and values are those of the bare transport; a lone call is sent as it is.
 *
 * A batch is one JSON text if all its values survive JSON exactly, and otherwise an array for the structured clone.
 * Alone travel packets with a transfer list, large ones, and those with objects that do not survive JSON exactly, such as
 * a `Date` or bytes: their values must be copied when they are sent, and copying twice costs more than a message.
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
      const kind = transfer ? 'alone' : kindOf(packet.args)
      if (kind === 'alone') {
        flush()
        return transport.send(packet, transfer)
      }
      if (!current) {
        current = new Batch()
        void resolved.then(flush)
      }
      const batch = current
      if (batch.add(kind === 'text' ? JSON.stringify(packet) : packet, kind === 'clone')) flush()
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
  /** Packets, or the JSON of packets whose values the caller may change before the batch has left. */
  private readonly entries: (Packet | string)[] = []
  private needsClone = false
  private textLength = 0
  private readonly waiting: [OnSent, OnFail][] = []
  private readonly onFail: OnFail[] = []
  private result: PromiseLike<unknown> | undefined

  /** @returns whether it is full */
  add(entry: Packet | string, needsClone: boolean): boolean {
    this.entries.push(entry)
    if (needsClone) this.needsClone = true
    if (typeof entry === 'string') this.textLength += entry.length
    return this.entries.length === maxBatch || this.textLength > maxText
  }

  send(transport: Transport): void {
    try {
      const result = transport.send(this.message() as Packet)
      this.result = result === undefined ? resolved : Promise.resolve(result)
    } catch (error) {
      this.result = Promise.reject(error)
      // Told to those who wait; nobody may.
      this.result.then(undefined, () => {})
    }
    for (const [onSent, onFail] of this.waiting) this.result.then(onSent, onFail)
    if (this.result === resolved) return
    for (const onFail of this.onFail) this.result.then(undefined, onFail)
  }

  then(onSent: OnSent, onFail: OnFail): void {
    if (this.result) this.result.then(onSent, onFail)
    else if (onSent) this.waiting.push([onSent, onFail])
    else this.onFail.push(onFail)
  }

  private message(): unknown {
    const { entries, needsClone } = this
    const [first] = entries
    if (entries.length === 1 && typeof first !== 'string') return first
    if (needsClone) return entries
    if (this.textLength === 0) return JSON.stringify(entries)
    return `[${entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join(',')}]`
  }
}
