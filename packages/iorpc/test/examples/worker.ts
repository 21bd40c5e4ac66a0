import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const local = {
  async processData(data: number[], onProgress: (done: number) => void) {
    let sum = 0
    for (const [index, value] of data.entries()) {
      sum += value
      await onProgress((index + 1) / data.length)
    }
    return sum
  },
}
export type WorkerApi = typeof local

pair({ ...workerTransport(self), local })
