import { pair, type Pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { expect } from 'vitest'
import type { WorkerApi } from './workerApi.js'

export const workerTransportOf = () =>
  workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

/** A pair to a new worker. */
export function startWorker(): Pair<WorkerApi> {
  return pair<WorkerApi>({ ...workerTransportOf(), options: { maxPendingResponses: 1_000_000 } })
}

/** Nothing is bound on either side: no function, and no call but the one that asks. */
export async function expectNothingBound(api: Pair<WorkerApi>): Promise<void> {
  await expect
    .poll(async () => ({ there: await api.remote.bindings(), here: api.bindings() }), { timeout: 30_000 })
    .toEqual({ there: { calls: 0, callbacks: 0 }, here: { calls: 0, callbacks: 0 } })
}
