import type { BinChannelOptions } from '../bin/options.js'
import { IorpcError } from '../errors.js'
import { domWire, lowWater, type SocketLike } from './domWire.js'
import { createWireLink, type Wire, type WireTransport } from './wire.js'

/** A data channel of node-datachannel. */
export interface NodeDataChannel {
  isOpen(): boolean
  sendMessage(text: string): unknown
  sendMessageBinary(bytes: Uint8Array): unknown
  close(): void
  bufferedAmount(): number
  maxMessageSize(): number
  setBufferedAmountLowThreshold(bytes: number): void
  onOpen(listener: () => void): void
  onMessage(listener: (message: string | Uint8Array | ArrayBuffer) => void): void
  onBufferedAmountLow(listener: () => void): void
  onError(listener: (error: string) => void): void
  onClosed(listener: () => void): void
}

/** Options of `dataChannelTransport`, and of the `binChannel` that it carries packets with. */
export interface DataChannelOptions extends BinChannelOptions {
  /**
   * Largest message in bytes. A browser knows it as `connection.sctp.maxMessageSize`. Default: what node-datachannel
   * has agreed on, or 262144.
   */
  maxMessageSize?: number
}

/**
 * A transport over an `RTCDataChannel` of a browser, or over a data channel of node-datachannel. Packets travel through
 * a `binChannel`, so they may contain binary values of any size. The channel must be reliable and ordered, which is the
 * default. Calls made before it is open are kept.
 *
 * Ends with `IORPC_CHANNEL_CLOSED` when the channel closes. A peer that vanishes is noticed when the connection notices
 * it, which takes seconds; `callTimeout` bounds the wait. `close()` closes the channel, not the peer connection.
 *
 * Make the transport as soon as there is a channel: node-datachannel does not tell that one has closed before.
 *
 * @param channel a channel of its own for this connection, open or not yet
 * @param options of the `binChannel`, and `maxMessageSize`
 * @throws `IorpcError` `IORPC_BAD_OPTION` for a channel that is unordered or unreliable
 *
 * @example
 * const channel = connection.createDataChannel('iorpc')
 * const { remote } = pair<PeerApi>({ ...dataChannelTransport(channel), local })
 */
export function dataChannelTransport(
  channel: SocketLike | NodeDataChannel,
  { maxMessageSize = 262_144, ...options }: DataChannelOptions = {},
): WireTransport {
  const { ordered = true, maxRetransmits, maxPacketLifeTime } = channel as Partial<RTCDataChannel>
  if (!ordered || (maxRetransmits ?? maxPacketLifeTime ?? null) !== null) {
    throw new IorpcError(
      'IORPC_BAD_OPTION',
      'dataChannelTransport needs a channel that is ordered and reliable',
    )
  }
  const { transport, link, attach } = createWireLink('IORPC_CHANNEL_CLOSED', options)
  attach('readyState' in channel ? domWire(channel, maxMessageSize) : nodeWire(channel), link.end)
  return transport
}

function nodeWire(channel: NodeDataChannel): Wire {
  let isClosed = false
  return {
    get maxMessageSize() {
      return channel.maxMessageSize()
    },
    state: () => (isClosed ? 'closed' : channel.isOpen() ? 'open' : 'connecting'),
    send: (message) =>
      typeof message === 'string' ? channel.sendMessage(message) : channel.sendMessageBinary(message),
    close: () => channel.close(),
    bufferedAmount: () => channel.bufferedAmount(),
    // It has one listener of each kind, which is replaced, never removed.
    listen({ open, message, drain, close }) {
      let cause: unknown
      let isHeard = true
      const whileHeard =
        <Args extends unknown[]>(listener: (...args: Args) => void) =>
        (...args: Args) => {
          if (isHeard) listener(...args)
        }
      channel.setBufferedAmountLowThreshold(lowWater)
      channel.onOpen(whileHeard(open))
      channel.onMessage(whileHeard(message))
      channel.onBufferedAmountLow(whileHeard(drain))
      channel.onError((error) => (cause = error))
      channel.onClosed(() => {
        isClosed = true
        if (isHeard) close('The channel has closed', cause)
      })
      return () => (isHeard = false)
    },
  }
}
