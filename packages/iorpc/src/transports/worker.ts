import type { LinkTransport } from './link.js'
import { portTransport, type PortLike } from './port.js'

/**
 * A transport to a `Worker`, or inside a worker to its page.
 *
 * @param worker the worker, or `self` inside of one
 *
 * @example
 * const { remote } = pair({ ...workerTransport(new Worker('./worker.js', { type: 'module' })) })
 */
export function workerTransport(worker: PortLike): LinkTransport {
  return portTransport(worker)
}
