import { IorpcError } from '../errors.js'
import type { Packet } from '../types.js'
import { connectPort } from './connectPort.js'
import { readHandshake, type Handshake } from './handshake.js'
import { createLink, type LinkTransport } from './link.js'
import { randomId } from './randomId.js'

// Requirements
//
//  1. Either window may start first, start late, reload, or close its transport and make another. Calls made meanwhile
//     are kept.
//  2. Only the window that was named, with a document of the origin that was named, is heard.
//  3. No packet can reach a document of another origin, not even while a window navigates.
//  4. What was pending when the other document went is rejected at once; nothing of it reaches the next document.
//  5. A sandboxed document, whose origin is opaque, can take part.
//  6. Several connections between the same two windows do not mix.
//  7. Nothing is written to the console of a page that does everything right.
//
// Protocol
//
//  1. Each side takes a random id and posts `hello` with it, to nobody by name. A hello holds no secret and is posted
//     to `'*'`: the window may still show another document, and the browser would log that its origin differs.
//  2. A message of another window, origin or channel is dropped before anything else of it is read.
//  3. A hello to nobody is answered: its sender may have started after us. An answer names the id it is for; who has
//     another id drops it.
//  4. One side leads: the one that knows an origin to post to. If both or neither do, the one with the greater id.
//     As soon as it knows the other's id, it makes a `MessageChannel` and posts one port to that id, at that origin.
//     So a port is posted to `'*'` only where neither side names an origin.
//  5. A port for another id is dropped. With the port both sides are open; packets travel through it and nowhere else.
//  6. A new id on the other side is a new document or transport: it ends the epoch, and the handshake goes on with it.
//     So does the end of the port, which a document announces when it goes. Nobody says hello again for that: the next
//     document will.
//  7. When the window itself is gone, the connection has ended.

/** Options of `windowTransport`. */
export interface WindowOptions {
  /** The other window: an iframe element, `window.parent`, `window.opener`, or what `window.open()` returns. */
  target: HTMLIFrameElement | Window
  /**
   * Origin of the other document, such as `https://widget.example`.
   *
   * `'null'` stands for any opaque origin: an iframe with `sandbox` but without `allow-same-origin`, or a `data:` URL.
   * Such a document can prove no more than that it is in that window; the sandboxed side names its parent's origin.
   *
   * `'*'` takes whatever document the window shows, and has to be written out.
   */
  origin: string
  /** Tells several connections between the same two windows apart; both sides name the same. Default `''`. */
  channel?: string
}

/** How often to look whether the window is still there, in milliseconds: one that closes before it has a port, or crashes, tells nobody. */
const lookInterval = 500

/**
 * A transport between two windows: a page and its iframe, or a page and its popup. Both sides use it, either may start
 * first. After a handshake, in which window and origin are checked, packets travel through a private `MessagePort`.
 *
 * When the other document is left, reloaded, or closes its transport, pending calls reject with `IORPC_WINDOW_LEFT`,
 * and calls made from then on are kept for the next document that takes part. When the iframe is removed or the window
 * closed, the connection ends with `IORPC_WINDOW_GONE`. `close()` ends it on this side; the window stays.
 *
 * @param options which window to talk to, the origin its document must have, and a `channel` (default `''`) that tells
 *   several connections between the same two windows apart
 * @throws `IorpcError` `IORPC_BAD_OPTION` without a target or an origin, and for an origin that none can be
 *
 * @example
 * // page
 * const { remote } = pair<WidgetApi>({ ...windowTransport({ target: iframe, origin: 'https://widget.example' }) })
 *
 * // iframe
 * pair({ ...windowTransport({ target: window.parent, origin: 'https://shop.example' }), local })
 */
export function windowTransport({ target, origin, channel = '' }: WindowOptions): LinkTransport {
  checkOptions(target, origin)
  const id = randomId()
  const knowsOrigin = origin !== '*' && origin !== 'null'
  let peer: string | undefined
  let wasThere = false
  let disconnect = () => {}

  const link = createLink<Packet>({
    copy(packet, transfer = []) {
      const copy = structuredClone({ packet, transfer }, { transfer })
      return [copy.packet, copy.transfer]
    },
    release() {
      clearInterval(looking)
      removeEventListener('message', receive)
      disconnect()
    },
  })

  const otherWindow = (): Window | null => {
    const other = 'postMessage' in target ? target : target.contentWindow
    return other?.closed ? null : other
  }

  const say = (type: Handshake['type'], to: string | undefined, port?: MessagePort) => {
    const message: Handshake = { iorpc: 'window', channel, type, from: id, to, knowsOrigin }
    otherWindow()?.postMessage(message, port && knowsOrigin ? origin : '*', port ? [port] : [])
  }

  const look = () => {
    const isThere = otherWindow() !== null
    if (wasThere && !isThere) {
      link.end(new IorpcError('IORPC_WINDOW_GONE', 'The iframe was removed, or the window closed'))
    }
    wasThere = isThere
  }

  const lose = (why: string) => {
    disconnect()
    look()
    link.interrupt(new IorpcError('IORPC_WINDOW_LEFT', `The connection to the window has ended: ${why}`))
  }

  const use = (port: MessagePort) => {
    disconnect()
    const connection = connectPort(link, port, { onGone: lose })
    disconnect = () => {
      disconnect = () => {}
      connection.leave()
      port.close()
    }
  }

  const receive = (event: MessageEvent<unknown>) => {
    if (event.source === null || event.source !== otherWindow()) return
    if (origin !== '*' && event.origin !== origin) return
    const message = readHandshake(event.data, channel)
    const port = event.ports[0]
    if (!message || (message.to !== undefined && message.to !== id)) return

    const isNew = message.from !== peer
    if (isNew) lose('it shows a new document, or has a new transport')
    // A listener may have closed the transport.
    if (link.members.status().state === 'closed') return
    peer = message.from
    const leads = knowsOrigin === message.knowsOrigin ? id > peer : knowsOrigin
    if (message.type === 'port') {
      if (message.to === id && port && !leads) use(port)
    } else if (leads) {
      if (!isNew) return
      const { port1, port2 } = new MessageChannel()
      say('port', peer, port2)
      use(port1)
    } else if (message.to === undefined) say('hello', peer)
  }

  look()
  const looking = setInterval(look, lookInterval)
  addEventListener('message', receive)
  say('hello', undefined)
  return { send: link.send, ...link.members }
}

function checkOptions(target: unknown, origin: unknown): void {
  const refuse = (message: string) => {
    throw new IorpcError('IORPC_BAD_OPTION', `windowTransport: ${message}`)
  }
  if (!target || target === globalThis) {
    refuse(
      '`target` must be an iframe element or another window; a page that is in no frame is its own `parent`',
    )
  }
  if (typeof origin !== 'string' || origin === '') {
    refuse("`origin` must be the other document's origin, 'null' for an opaque one, or '*' for any")
  }
  if (/^https?:/.test(String(origin)) && originOf(origin as string) !== origin) {
    refuse(`\`origin\` is ${String(origin)}, which is a URL but no origin such as https://widget.example`)
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}
