import { IorpcError } from '../errors.js'
import type { Packet } from '../types.js'
import { connectPort, type PortLike } from './connectPort.js'
import { createLink, type LinkTransport } from './link.js'
import { workerTransport } from './worker.js'

/**
 * A transport over a `MessagePort` of a browser or of Node, such as that of a `SharedWorker`, one that was given to a
 * service worker, or `parentPort`. Calls made before the other side listens wait in the port.
 *
 * Ends with `IORPC_PORT_CLOSED` when the other side closes its transport, leaves its page, closes its worker, or dies. In
 * browsers the death of a worker that did not close itself is noticed from shortly after its first answer, if it uses
 * `portTransport` too, and only in secure contexts. `close()` closes the port.
 *
 * @param port a port of its own for this connection; workers are taken as by `workerTransport`
 *
 * @example
 * // page
 * const { port1, port2 } = new MessageChannel()
 * registration.active.postMessage('connect', [port2])
 * const { remote } = pair<ServiceApi>({ ...portTransport(port1) })
 *
 * // service worker
 * self.addEventListener('message', ({ ports: [port] }) => {
 *   if (port) pair({ ...portTransport(port), local })
 * })
 */
export function portTransport(port: PortLike): LinkTransport {
  if (port.terminate || 'document' in port || port === globalThis) return workerTransport(port)
  const link = createLink<Packet>({
    release() {
      connection.leave()
      port.close?.()
    },
  })
  const connection = connectPort(link, port, {
    onGone: (why) => link.end(new IorpcError('IORPC_PORT_CLOSED', `The port is closed: ${why}`)),
  })
  return { send: link.send, ...link.members }
}
