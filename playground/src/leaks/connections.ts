import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { TickerApi } from './api.js'

/** One connection for each component, so that their bindings can be told apart at a glance. */
function connect(name: string) {
  const tap = createTap({ name })
  const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' })
  return { tap, api: pair<TickerApi>(tap.wrap(workerTransport(worker))) }
}

export const forgetful = connect('Leak lab, forgets')
export const careful = connect('Leak lab, uses the hook')
