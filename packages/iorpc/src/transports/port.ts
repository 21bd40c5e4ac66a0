import { IorpcError } from '../errors.js'
import type { Packet, TransferList } from '../types.js'
import { createLink, type Link, type LinkTransport } from './link.js'
import { listen, messageOf, type Emitter } from './listen.js'

/** Whatever takes structured clones and a transfer list: ports and workers of browsers and of Node. */
export type PortLike = Emitter & {
  postMessage(message: unknown, transfer: never[]): void
  start?(): void
  close?(): void
  terminate?(): unknown
}

/**
 * A transport over a `MessagePort`, of a browser or of Node, or over Node's `Worker` and `parentPort`.
 * Calls made before the other side listens wait in the port.
 *
 * Ends with `IORPC_PORT_CLOSED` when the port closes, or with `IORPC_WORKER_ERROR` or `IORPC_WORKER_ENDED` when
 * a Node worker throws or exits. `close()` closes the port, or terminates the worker.
 *
 * @param port a port of its own for this connection
 *
 * @example
 * const { port1, port2 } = new MessageChannel()
 * const { remote } = pair({ ...portTransport(port1) })
 */
export function portTransport(port: PortLike): LinkTransport {
  const link = createLink<Packet>({
    release() {
      stop()
      if (port.terminate) port.terminate()
      else port.close?.()
    },
  })
  const stop = connectPort(link, port)
  return { send: link.send, ...link.members }
}

/** Opens `link` over `port`; returns what lets go of the port. */
export function connectPort(link: Link<Packet>, port: PortLike): () => void {
  const unlisten = [
    listen(port, 'message', (event) => link.deliver(messageOf(port, event))),
    listen(port, 'messageerror', (cause) => {
      const message = 'A message of the other side cannot be read here, so the call it belonged to is lost'
      link.interrupt(new IorpcError('IORPC_MESSAGE_ERROR', message, { cause }))
      link.open(post)
    }),
    listen(port, 'error', (cause) =>
      link.end(new IorpcError('IORPC_WORKER_ERROR', 'The worker failed to load or threw', { cause })),
    ),
    listen(port, 'exit', () => link.end(new IorpcError('IORPC_WORKER_ENDED', 'The worker has exited'))),
    listen(port, 'close', () =>
      link.end(new IorpcError('IORPC_PORT_CLOSED', 'The other side has closed the port')),
    ),
  ]
  const post = (packet: Packet, transfer?: TransferList) =>
    port.postMessage(packet, (transfer ?? []) as never[])
  port.start?.()
  link.open(post)
  return () => {
    for (const stop of unlisten) stop()
  }
}
