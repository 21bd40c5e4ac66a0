import { pair, type Pair } from 'iorpc'
import { portTransport, workerTransport } from 'iorpc/transports'
import { expect } from 'vitest'
import type { WorkerApi } from './workerApi.js'

export const workerTransportOf = () =>
  workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

let worker: Worker | undefined

/** A pair to a worker: for all tests of a file one, as starting takes longer than most tests, but a new API for each. */
export function startWorker(): Pair<WorkerApi> {
  worker ??= new Worker(new URL('./portWorker.ts', import.meta.url), { type: 'module' })
  const { port1, port2 } = new MessageChannel()
  worker.postMessage('connect', [port2])
  return pair<WorkerApi>({ ...portTransport(port1), options: { maxPendingResponses: 1_000_000 } })
}

/** Nothing is bound on either side: no function, and no call but the one that asks. */
export async function expectNothingBound(api: Pair<WorkerApi>): Promise<void> {
  await expect
    .poll(async () => ({ there: await api.remote.bindings(), here: api.bindings() }), { timeout: 30_000 })
    .toEqual({ there: { calls: 0, callbacks: 0 }, here: { calls: 0, callbacks: 0 } })
}
