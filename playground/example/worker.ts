import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

export interface WorkerApi {
  countPrimes(limit: number, onProgress: (done: number) => void): Promise<number>
}

pair<object, WorkerApi>({
  ...workerTransport(self),
  local: {
    async countPrimes(limit, onProgress) {
      let primes = 0
      for (let n = 2; n <= limit && !this.signal.aborted; n++) {
        if (isPrime(n)) primes++
        if (n % 10_000 === 0) await onProgress(n / limit)
      }
      return primes
    },
  },
})

function isPrime(n: number) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
  return true
}
