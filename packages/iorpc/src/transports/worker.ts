import { IorpcError } from '../errors.js'
import type { Packet } from '../types.js'
import { connectPort, type PortLike } from './connectPort.js'
import { takeEarlyMessages } from './earlyMessages.js'
import { createLink, type LinkTransport } from './link.js'
import { listen, type Emitter } from './listen.js'

/** A shared worker, or whatever else has a port. */
export type PortOwner = Emitter & { port: PortLike }

/**
 * A transport to a `Worker`, a `SharedWorker` or a worker of `node:worker_threads`, or with `self` inside a worker to
 * its page. Calls made before the worker listens are kept, by the browser and by this module: inside the worker import
 * it statically, then `workerTransport(self)` may come as late as it likes.
 *
 * On the other side make the transport as soon as there is a worker: what it sends before is lost. The pair may come
 * later.
 *
 * What becomes of pending calls when something happens to the worker:
 *
 * - Its script cannot be loaded or parsed, or throws before the worker has been heard of: nobody will ever answer. The
 *   connection ends with `IORPC_WORKER_ERROR`.
 * - It throws an error later and does not catch it: a worker of a browser lives on, but a call may have died with that
 *   error, and nobody can tell which. All pending calls reject with `IORPC_WORKER_ERROR`, later ones work. What its
 *   functions throw is caught and sent to the caller; this is about timers, events and the like. In Node the worker
 *   dies, so the connection ends.
 * - It is terminated, closes itself, or exits: the connection ends with `IORPC_WORKER_ENDED`. In browsers `terminate()`
 *   of this worker object is noticed at once, and `close()` inside a worker that uses `iorpc/transports` as well. Any
 *   other death of such a worker, as when the browser kills it, is noticed from shortly after its first answer, and only
 *   in secure contexts; `callTimeout` bounds the wait otherwise.
 * - A message cannot be deserialised (`messageerror`): pending calls reject with `IORPC_MESSAGE_ERROR`, later ones work.
 *
 * `close()` terminates the worker; inside the worker it ends the worker from within.
 *
 * @param worker the worker, or `self` inside of a dedicated one
 * @throws `IorpcError` `IORPC_BAD_OPTION` for a window, and for `self` inside of a shared or service worker
 *
 * @example
 * // page
 * const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
 * const { remote } = pair<WorkerApi>({ ...workerTransport(worker) })
 *
 * // worker.js
 * pair({ ...workerTransport(self), local })
 */
export function workerTransport(worker: PortLike | PortOwner): LinkTransport {
  const port = 'port' in worker ? worker.port : worker
  if ('document' in worker || !('postMessage' in port)) {
    const message =
      'workerTransport takes a worker, or self inside of a dedicated one; in a shared or service worker take the port of ' +
      'the event, for windows windowTransport'
    throw new IorpcError('IORPC_BAD_OPTION', message)
  }
  let isAlive = false
  let unlisten: (() => void)[] = []

  const end = (why: string) => link.end(new IorpcError('IORPC_WORKER_ENDED', `The worker has ended: ${why}`))
  const link = createLink<Packet>({
    release() {
      for (const stop of unlisten) stop()
      connection.leave()
      if (port.terminate) port.terminate()
      else port.close?.()
    },
  })
  const connection = connectPort(link, port, {
    isOurs: true,
    onAlive: () => (isAlive = true),
    onGone: end,
  })

  if (worker === globalThis) {
    // Here `error` would be about this side.
    for (const event of takeEarlyMessages()) connection.receive(event)
  } else {
    onTerminate(port, () => end('terminated'))
    unlisten = [
      listen(worker, 'error', (event) => {
        const reason = new IorpcError('IORPC_WORKER_ERROR', describe(event), { cause: event })
        if (isAlive && isErrorEvent(event)) connection.restart(reason)
        else link.end(reason)
      }),
      listen(worker, 'exit', (code) => end(`exit code ${String(code)}`)),
    ]
  }
  return { send: link.send, ...link.members }
}

/** Browsers tell nobody that a worker was terminated, so its method does; Node tells by itself. */
function onTerminate(worker: PortLike, listener: () => void): void {
  const { terminate } = worker
  if (!terminate || 'on' in worker) return
  worker.terminate = () => {
    listener()
    terminate.call(worker)
  }
}

/** Browsers tell of an uncaught error with an `ErrorEvent`, of a script that cannot run with a plain `Event`. */
const isErrorEvent = (event: unknown): event is ErrorEvent =>
  typeof ErrorEvent === 'function' && event instanceof ErrorEvent

function describe(event: unknown): string {
  if (isErrorEvent(event))
    return `Uncaught in the worker: ${event.message} (${event.filename}:${event.lineno})`
  if (event instanceof Error) return `Uncaught in the worker: ${event.message}`
  return 'The script of the worker cannot be loaded or parsed'
}
