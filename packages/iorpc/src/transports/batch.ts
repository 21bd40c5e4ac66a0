import type { Packet, Transport } from '../types.js'
import { maxBatch, readBatch } from './batchFormat.js'
import { needsOf } from './jsonSafe.js'

/** Characters of text after which a batch is sent without waiting for its end. */
const maxText = 1_000_000

/**
 * Sends what is called in one microtask as one message, which is many times faster for many small calls at once.
 * Both sides wrap their transport. Order and values are those of the bare transport; a lone call is sent as it is.
 *
 * A batch is one JSON text if all its values survive JSON exactly, and otherwise an array for the structured clone.
 * Packets with a transfer list, with binary data or of more than about a thousand values travel alone.
 *
 * @param transport any transport that takes JSON values
 *
 * @example
 * const { remote } = pair({ ...batch(workerTransport(worker)) })
 * await Promise.all(rows.map((row) => remote.check(row)))
 */
export function batch<T extends Transport>(transport: T): T {
  /** Packets, or the JSON of packets whose values the caller may change meanwhile. */
  let entries: (Packet | string)[] = []
  let needsClone = false
  let textLength = 0
  let sent: Promise<unknown> | undefined
  let settle: (result: unknown) => void = () => {}

  const flush = () => {
    if (entries.length === 0) return
    const [first] = entries
    const message =
      entries.length === 1 && typeof first !== 'string' ? first : needsClone ? entries : asText(entries)
    const settleThis = settle
    entries = []
    needsClone = false
    textLength = 0
    sent = undefined
    try {
      settleThis(transport.send(message as Packet))
    } catch (error) {
      settleThis(Promise.reject(error))
    }
  }

  transport.onClose?.(() => {
    // Their calls have failed with the epoch and must not reach the next one.
    entries = []
  })

  return {
    ...transport,
    send(packet, transfer) {
      const needs = needsOf(packet.args)
      if (transfer || needs.alone) {
        flush()
        return transport.send(packet, transfer)
      }
      const entry = !needs.copy ? packet : needs.clone ? structuredClone(packet) : JSON.stringify(packet)
      needsClone ||= needs.clone
      if (typeof entry === 'string') textLength += entry.length
      if (entries.push(entry) === 1) queueMicrotask(flush)
      sent ??= new Promise((resolve) => (settle = resolve))
      const result = sent
      if (entries.length === maxBatch || textLength > maxText) flush()
      return result
    },
    on: (handler) => transport.on((message) => readBatch(message, handler)),
    close() {
      flush()
      transport.close?.()
    },
  }
}

const asText = (entries: (Packet | string)[]): string =>
  `[${entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join(',')}]`
