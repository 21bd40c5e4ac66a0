import { IorpcError } from '../errors.js'
import type { BinTransport, TransferProgress } from '../types.js'
import type { BinChannelOptions } from './options.js'
import { callOf, type ReportProgress } from './progress.js'
import { createReceiver } from './receiver.js'
import { createSender } from './sender.js'

/** A transport for `pair` over one that moves bytes. */
export interface BinChannel {
  /**
   * Sends a packet: at once, or after the packets before it if the transport makes it wait.
   *
   * @returns a promise only when it has to wait; it rejects with what `sendBin` throws, or with `IORPC_CLOSED` on `reset()`
   * @throws IorpcError `IORPC_BAD_VALUE` for a value that cannot be sent, `IORPC_QUEUE_FULL` beyond `maxPendingBytes`; also
   *   what `sendBin` throws. Then the message stays first in the queue, and the next `send` goes on with it.
   */
  send(packet: unknown): Promise<void> | undefined
  /**
   * Subscribes to the packets of the other side. One that is given up after its skeleton has come is delivered without
   * `args`, which a pair takes for a broken packet: it ends the call.
   */
  on(handler: (packet: unknown) => void): void
  /** Forgets what is not yet sent and what is half received, and stops all timers. For a transport that has died. */
  reset(): void
  /** Reports each chunk of each binary value, sent or received. Returns an unsubscriber. */
  onProgress(listener: (progress: TransferProgress) => void): () => void
}

/**
 * Carries packets with binary values (`Buffer`, typed arrays, `DataView`, `ArrayBuffer`, at any depth) over a transport
 * that moves bytes and keeps message boundaries and order, such as a WebSocket or an `RTCDataChannel`.
 *
 * Values arrive as bytes, whatever their element type was: a `Buffer` in Node, elsewhere a `Uint8Array`, as a view into
 * the received message; one of more than `chunkSize` bytes as `BinChunks`. Everything else arrives as through JSON.
 * Until a packet is sent, its values must not be changed.
 *
 * @param transport moves bytes; keeps message boundaries and order
 * @param options all have defaults
 *
 * @example
 * const channel = binChannel({
 *   sendBin: (message) => socket.send(message),
 *   onBin: (handler) => socket.addEventListener('message', (event) => handler(event.data)),
 * })
 * const { remote } = pair<FileApi>({ ...channel, local })
 * await remote.save('photo.png', bytes)
 */
export function binChannel(transport: BinTransport, options: BinChannelOptions = {}): BinChannel {
  const handlers = new Set<(packet: unknown) => void>()
  const listeners = new Set<(progress: TransferProgress) => void>()
  const progress: ReportProgress = (direction, packet, counts) =>
    tell(listeners, () => ({ direction, ...callOf(packet), ...counts }))
  const sender = createSender(transport, options, progress)
  const receiver = createReceiver(options, (packet) => tell(handlers, () => packet), report, progress)

  /** Nothing that a listener throws may reach the transport, or break a transfer. */
  function tell<T>(listeners: ReadonlySet<(value: T) => void>, value: () => T): void {
    for (const listener of listeners) {
      try {
        listener(value())
      } catch (error) {
        report(error)
      }
    }
  }

  function report(cause: unknown): void {
    try {
      options.onError?.(new IorpcError('IORPC_BAD_PACKET', `binChannel: ${String(cause)}`, { cause }))
    } catch {
      // It has been told.
    }
  }

  return {
    send: sender.send,
    on(handler) {
      handlers.add(handler)
      if (handlers.size === 1) transport.onBin(receiver.receive)
    },
    reset() {
      sender.reset()
      receiver.reset()
    },
    onProgress(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
