import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { WorkerApi } from './worker.js'

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

export const tap = createTap({ name: 'prices' })
export const api = pair<WorkerApi>(tap.wrap(workerTransport(worker)))
