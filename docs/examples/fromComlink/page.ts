import { pair, withOptions } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { Api } from './worker.js'

export async function sum(worker: Worker, numbers: number[], onProgress: (done: number) => void) {
  const { remote } = pair<Api>(workerTransport(worker))
  return await withOptions(remote, { releaseOnSettle: true }).sum(numbers, onProgress)
}
