import type { BinChannelOptions } from '../bin/options.js'
import { IorpcError } from '../errors.js'
import { domWire, type SocketLike } from './domWire.js'
import { createWireLink, type WireTransport } from './wire.js'

/** Options of `webSocketTransport`. */
export interface WebSocketOptions {
  /**
   * `true`, or options of `binChannel`: packets are binary messages and may contain binary values. Both sides must
   * agree. Default `false`: JSON text, one packet a message.
   */
  binary?: boolean | BinChannelOptions
  /** How to connect again; only where sockets can be made. */
  reconnect?: ReconnectOptions
}

/** The delay before the nth attempt in a row is random, up to `minDelay * 2 ** n` but not above `maxDelay`. */
export interface ReconnectOptions {
  /** Milliseconds. Default 500. */
  minDelay?: number
  /** Milliseconds. Default 30000. */
  maxDelay?: number
  /** Failures in a row after which the connection has ended. Default: never. */
  attempts?: number
}

/**
 * A transport over a `WebSocket` of a browser or of Node, or over a socket of `ws`, on either side. Calls made before
 * the socket is open are kept.
 *
 * On a server make the transport as soon as there is a socket: what arrives before is lost. The pair may come later.
 *
 * Given a socket, it ends with `IORPC_SOCKET_CLOSED` when the socket closes. Given a function that makes sockets, it
 * connects again: pending calls reject at once with `IORPC_SOCKET_CLOSED`, calls made meanwhile are kept for the next
 * socket, and callbacks of the former are gone on both sides. `status()` tells the state and counts the sockets as
 * `epoch`. `close()` closes the socket, and no other is made.
 *
 * A peer that vanishes without a word is noticed when the network notices it; `callTimeout` bounds the wait.
 *
 * @param socket a socket of its own for this connection, or what makes one
 * @param options `binary` carries binary values (default: JSON); `reconnect` has delays in milliseconds and a number of
 *   attempts, where sockets are made
 *
 * @example
 * const { remote } = pair<ServerApi>({ ...webSocketTransport(() => new WebSocket('wss://api.example/rpc')) })
 */
export function webSocketTransport(
  socket: SocketLike | (() => SocketLike),
  { binary = false, reconnect = {} }: WebSocketOptions = {},
): WireTransport {
  const { transport, link, attach } = createWireLink(
    'IORPC_SOCKET_CLOSED',
    binary ? binOptions(binary) : undefined,
  )
  if (typeof socket !== 'function') {
    attach(domWire(socket), link.end)
    return transport
  }

  const { minDelay = 500, maxDelay = 30_000, attempts = Infinity } = reconnect
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const connect = () => attach(domWire(socket()), fail)
  const fail = (reason: IorpcError) => {
    failures = link.members.status().state === 'open' ? 1 : failures + 1
    if (failures > attempts) return link.end(reason)
    timer = setTimeout(connectAgain, Math.random() * Math.min(maxDelay, minDelay * 2 ** failures))
    // Last, as a listener may close the transport.
    link.interrupt(reason)
  }
  const connectAgain = () => {
    try {
      connect()
    } catch (cause) {
      fail(new IorpcError('IORPC_SOCKET_CLOSED', 'No socket could be made', { cause }))
    }
  }
  connect()
  transport.onClose(() => {
    if (link.members.status().state === 'closed') clearTimeout(timer)
  })
  return transport
}

/** Sockets do not tell when they have drained, and browsers ask no more often than every 4 ms: more has to be buffered. */
function binOptions(binary: true | BinChannelOptions): BinChannelOptions {
  const options = binary === true ? {} : binary
  return options.interleave ? { maxBuffered: 262_144, ...options } : options
}
