import { pair } from 'iorpc'
import {
  dataChannelTransport,
  webSocketTransport,
  type LinkTransport,
  type SocketLike,
} from 'iorpc/transports'
import { createApi } from '../api.js'
import { type RemoteApi, type WireContestant } from '../contestant.js'

type Open = (wire: SocketLike) => LinkTransport

const overTransport = (open: Open): Pick<WireContestant, 'connect' | 'serve'> => ({
  connect: (wire) => ({ api: pair<RemoteApi>({ ...open(wire) }).remote }),
  serve(wire) {
    pair({ ...open(wire), local: createApi() })
  },
})

export const binary = overTransport((wire) => webSocketTransport(wire, { binary: true }))

export const interleaved = overTransport((wire) => webSocketTransport(wire, { binary: { interleave: true } }))

export const dataChannel: WireContestant = {
  ...overTransport((wire) => dataChannelTransport(wire, { interleave: true })),
  over: 'data channel',
}

interface Base64Api {
  add(a: number, b: number): number
  byteLengthOf(text: string): number
}

/** Bytes as text in JSON: what those do whose channel carries text only. */
export const base64: WireContestant = {
  connect(wire) {
    const { remote } = pair<Base64Api>({ ...webSocketTransport(wire) })
    const api: Partial<RemoteApi> = {
      add: remote.add,
      byteLength: (bytes) => remote.byteLengthOf(toBase64(bytes)),
    }
    return { api: api as RemoteApi }
  },
  serve(wire) {
    const local: Base64Api = {
      add: (a, b) => a + b,
      byteLengthOf: (text) => Buffer.from(text, 'base64').length,
    }
    pair({ ...webSocketTransport(wire), local })
  },
}

/** The fastest way of the platform. */
function toBase64(bytes: Uint8Array): string {
  const { toBase64: native } = bytes as { toBase64?: () => string }
  return native
    ? native.call(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}

type Emitter = Pick<WebSocket, 'send' | 'addEventListener'>

/** Nothing but the bytes, in one message; the answer is their number. */
export const rawBytes: WireContestant = {
  connect(wire) {
    const { send, waiting } = {
      send: wire.send.bind(wire) as Emitter['send'],
      waiting: [] as ((value: unknown) => void)[],
    }
    ;(wire as unknown as Emitter).addEventListener('message', ({ data }) => waiting.shift()?.(Number(data)))
    const call = (message: string | Uint8Array) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        send(message as Uint8Array<ArrayBuffer>)
      })
    const api: Partial<RemoteApi> = { add: (a, b) => call(String(a + b)), byteLength: call }
    return { api: api as RemoteApi }
  },
  serve(wire) {
    const socket = wire as unknown as Emitter
    socket.addEventListener('message', ({ data }) =>
      socket.send(typeof data === 'string' ? data : String((data as Buffer).length)),
    )
  },
}
