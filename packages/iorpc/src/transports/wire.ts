import { binChannel } from '../bin/channel.js'
import type { BinChannelOptions } from '../bin/options.js'
import { IorpcError, type IorpcErrorCode } from '../errors.js'
import type { TransferProgress } from '../types.js'
import { createLink, type Link, type LinkTransport } from './link.js'

/** A socket or data channel, whatever its API: it carries text and bytes, keeps their boundaries, opens and closes. */
export interface Wire {
  state(): 'connecting' | 'open' | 'closed'
  send(message: string | Uint8Array<ArrayBuffer>): void
  close(): void
  /** Bytes that have not left yet. */
  bufferedAmount(): number
  /** Largest message in bytes. */
  readonly maxMessageSize?: number | undefined
  /** Returns an unsubscriber. */
  listen(events: WireEvents): () => void
}

export interface WireEvents {
  open(): void
  /** Text, or bytes in any dress. */
  message(data: unknown): void
  /** `bufferedAmount()` has become low. */
  drain(): void
  /** Once; `why` is a part of a sentence. */
  close(why: string, cause?: unknown): void
}

/** A transport whose wires may follow one another. */
export interface WireTransport extends LinkTransport {
  /** Chunks of binary values on their way; tells nothing when packets travel as JSON. */
  onProgress(listener: (progress: TransferProgress) => void): () => void
}

export interface WireLink {
  readonly transport: WireTransport
  readonly link: Link<string | Uint8Array<ArrayBuffer>>
  /** Lets packets travel over `wire` once it is open; `onClose` is told why it has closed. */
  attach(wire: Wire, onClose: (reason: IorpcError) => void): void
}

/**
 * Packets as JSON text, or as the messages of a `binChannel`, over one wire after another.
 *
 * @param code what a closed wire is called
 * @param binary options of the `binChannel`; `undefined` for JSON
 */
export function createWireLink(code: IorpcErrorCode, binary: BinChannelOptions | undefined): WireLink {
  let wire: Wire | undefined
  let unlisten = () => {}
  let receiveBytes = (_message: never) => {}
  let drained = () => {}

  const link = createLink<string | Uint8Array<ArrayBuffer>>({
    release() {
      unlisten()
      wire?.close()
      channel?.reset()
    },
  })
  const isConnecting = () => link.members.status().state === 'connecting'

  const channel = binary
    ? binChannel(
        {
          sendBin: link.send,
          onBin: (handler) => (receiveBytes = handler),
          // Until the wire is open, packets wait in the channel, in which they are bounded by their bytes.
          bufferedAmount: () => (isConnecting() ? Infinity : (wire?.bufferedAmount() ?? 0)),
          onDrain: (listener) => (drained = listener),
          get maxMessageSize() {
            return wire?.maxMessageSize
          },
        },
        binary,
      )
    : undefined
  channel?.on(link.deliver)

  const receive = (data: unknown) => {
    if (channel && typeof data !== 'string') receiveBytes(data as never)
    else link.deliver(channel ? data : parse(data))
  }

  return {
    link,
    transport: {
      send: channel
        ? (packet) => {
            link.check()
            return channel.send(packet)
          }
        : (packet) => link.send(JSON.stringify(packet)),
      ...link.members,
      onProgress: channel?.onProgress ?? (() => () => {}),
    },
    attach(next, onClose) {
      unlisten()
      wire = next
      const open = () => {
        link.open((message) => next.send(message))
        drained()
      }
      const close = (why: string, cause?: unknown) => {
        unlisten()
        // What was kept for a wire that has never opened is kept for the next one.
        if (!isConnecting()) channel?.reset()
        onClose(new IorpcError(code, why, { cause }))
      }
      unlisten = next.listen({ open, message: receive, drain: () => drained(), close })
      if (next.state() === 'open') open()
      else if (next.state() === 'closed') close('It was closed already')
    },
  }
}

/** What is no JSON is handed on as it is: the pair drops it and tells its observer. */
function parse(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}
