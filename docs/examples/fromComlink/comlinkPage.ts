import { proxy, wrap, type Remote } from 'comlink'
import type { Api } from './comlinkWorker.js'

export async function sum(worker: Worker, numbers: number[], onProgress: (done: number) => void) {
  const remote: Remote<Api> = wrap<Api>(worker)
  return await remote.sum(numbers, proxy(onProgress))
}
