import { IorpcError } from '../errors.js'
import type { Packet } from '../types.js'
import { createLink, type LinkTransport } from './link.js'
import { connectPort } from './port.js'
import { readHandshake, type Handshake } from './handshake.js'

// Requirements
//  1. Either window may start first, start late, reload or start again; calls made meanwhile are kept.
//  2. Only the window that was named, showing a document of the origin that was named, is heard.
//  3. A packet is never readable for a document of another origin, not even while a window navigates.
//  4. Several connections between the same two windows do not mix.
//  5. What was pending when the other document went is rejected; nothing of it reaches the next document.
//  6. A sandboxed document without an origin of its own can take part.
//
// Protocol
//  1. Each side takes a random id, one for every epoch, and posts `hello` with it. A hello holds no secret and goes to
//     `'*'`: the window may not show its document yet, and the browser would log an error for each other origin.
//  2. Messages of another window, origin or channel are dropped, before anything of them is read.
//  3. A hello with a new id is a new document or connection on the other side: it ends the epoch. A hello that does not
//     name our id is answered: the other side has not heard us yet.
//  4. One side leads: the one that can address the other by its origin; if both can or cannot, the one with the greater id.
//     The leader makes a `MessageChannel` and posts one port to the other's id and origin. So a port goes to `'*'`
//     only where both sides have asked for `'*'`.
//  5. A port that is not for our present id is dropped. With the port both sides are open and nothing but the
//     port carries packets.
//  6. When the port closes, or the other side says hello with a new id, the epoch ends. A side that has lost its port
//     takes a new id and goes to 1, unless the window is gone: then the connection has ended.

export interface WindowOptions {
  /** The other window: an iframe element, `window.parent`, `window.opener` or what `window.open()` has returned. */
  target: HTMLIFrameElement | Window
  /**
   * Origin of the other document, such as `https://app.example`. `'null'` is the origin of sandboxed documents
   * without `allow-same-origin`. `'*'` accepts any document that the window shows, and must be written out.
   */
  origin: string
  /** Keeps several connections between the same two windows apart; the same on both sides. Default `''`. */
  channel?: string
}

/**
 * A transport between two windows: to an iframe, a popup, the opener or the parent. Both sides use it. Either may
 * start first or reload.
 *
 * @param options.target the iframe element or window to talk to
 * @param options.origin the origin that the other document must have
 * @param options.channel keeps several connections between two windows apart
 * @throws `IorpcError` `IORPC_NO_ORIGIN` without `origin`
 *
 * @example
 * const { remote } = pair({ ...windowTransport({ target: iframe, origin: 'https://widget.example' }) })
 */
export function windowTransport({ target, origin, channel = '' }: WindowOptions): LinkTransport {
  if (typeof origin !== 'string' || origin === '') {
    throw new IorpcError(
      'IORPC_NO_ORIGIN',
      "windowTransport needs `origin`: the other document's origin, or '*' for any",
    )
  }
  const addressable = origin !== '*' && origin !== 'null'
  let id = randomId()
  let peer: string | undefined
  let stopPort = () => {}

  const link = createLink<Packet>({
    copy: (packet, transfer) => {
      const copy = structuredClone({ packet, transfer }, { transfer: transfer ?? [] })
      return [copy.packet, copy.transfer]
    },
    release() {
      removeEventListener('message', receive)
      stopPort()
    },
  })

  const windowOf = () => ('contentWindow' in target ? target.contentWindow : target.closed ? null : target)

  const say = (message: Pick<Handshake, 'type' | 'to'>, targetOrigin: string, ports: MessagePort[] = []) =>
    windowOf()?.postMessage(
      { iorpc: 'window', channel, from: id, addressable, ...message },
      targetOrigin,
      ports,
    )

  const meet = (from: string) => {
    if (from === peer) return
    const known = peer !== undefined
    peer = from
    stopPort()
    if (known) link.interrupt(new IorpcError('IORPC_WINDOW_LEFT', 'The other window shows a new document'))
  }

  const use = (port: MessagePort) => {
    const stop = connectPort(link, port)
    stopPort = () => {
      stopPort = () => {}
      stop()
      port.close()
    }
  }

  const receive = (event: MessageEvent<unknown>) => {
    if (event.source === null || event.source !== windowOf()) return
    if (origin !== '*' && event.origin !== origin) return
    const message = readHandshake(event, channel)
    if (!message) return
    if (message.type === 'port') {
      const port = event.ports[0]
      if (message.to !== id || !port) return
      meet(message.from)
      use(port)
      return
    }
    const news = message.from !== peer
    meet(message.from)
    const leads = addressable === message.addressable ? id > message.from : addressable
    if (leads && news) {
      const { port1, port2 } = new MessageChannel()
      say({ type: 'port', to: message.from }, addressable ? origin : '*', [port2])
      use(port1)
    } else if (message.to !== id) say({ type: 'hello', to: message.from }, '*')
  }

  addEventListener('message', receive)
  say({ type: 'hello', to: undefined }, '*')
  return { send: link.send, ...link.members }
}

const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
