import { listen, type DomEmitter } from './listen.js'
import type { Wire } from './wire.js'

/** A `WebSocket` of a browser, of Node or of `ws`, or an `RTCDataChannel`. */
export interface SocketLike extends DomEmitter {
  readonly readyState: number | string
  readonly bufferedAmount: number
  binaryType: string
  bufferedAmountLowThreshold?: number
  send(message: never): void
  close(): void
}

const states = ['connecting', 'open', 'closed', 'closed'] as const

/** The wire of whatever has the API of browsers. */
export function domWire(socket: SocketLike, maxMessageSize?: number): Wire {
  // Blobs can only be read later, which would change the order; the `Buffer`s of `ws` are fine.
  if (socket.binaryType === 'blob') socket.binaryType = 'arraybuffer'
  if (socket.bufferedAmountLowThreshold === 0) socket.bufferedAmountLowThreshold = lowWater
  return {
    maxMessageSize,
    state() {
      const state = socket.readyState
      if (typeof state === 'number') return states[state] ?? 'closed'
      return state === 'open' || state === 'connecting' ? state : 'closed'
    },
    send: (message) => socket.send(message as never),
    close: () => socket.close(),
    bufferedAmount: () => socket.bufferedAmount,
    listen({ open, message, drain, close }) {
      let cause: unknown
      // An error says nothing by itself and is followed by `close`. Listening never stops: a socket of `ws` that is closed
      // while it connects has one more, and Node exits on an error that nobody listens to.
      listen(socket, 'error', (event) => (cause = event))
      const unlisten = [
        listen(socket, 'open', open),
        listen(socket, 'message', (event) => message((event as MessageEvent).data)),
        listen(socket, 'bufferedamountlow', drain),
        listen(socket, 'close', (event) => close(describe(event as Partial<CloseEvent>), cause ?? event)),
      ]
      return () => {
        for (const stop of unlisten) stop()
      }
    },
  }
}

/** Bytes in the buffer at which a channel asks for more. */
export const lowWater = 65_536

function describe({ code, reason }: Partial<CloseEvent>): string {
  if (code === undefined) return 'The channel has closed'
  return `The socket has closed with code ${code}${reason ? `: ${reason}` : ''}`
}
