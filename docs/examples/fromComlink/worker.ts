import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const local = {
  async sum(numbers: number[], onProgress: (done: number) => void) {
    let sum = 0
    for (const [index, number] of numbers.entries()) {
      sum += number
      await onProgress((index + 1) / numbers.length)
    }
    return sum
  },
}
export type Api = typeof local

pair({ ...workerTransport(self), local })
