import { pair, type CallContext, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

let cart = { items: 0 }
const watchers = new Set<RemoteFunction<(state: typeof cart) => void>>()

const local = {
  async countPrimes(this: CallContext, to: number, onProgress: RemoteFunction<(done: number) => void>) {
    let primes = 0
    for (let n = 2; n <= to && !this.signal.aborted; n++) {
      if (isPrime(n)) primes++
      if (n % 100 === 0) await onProgress(n / to)
    }
    return primes
  },

  watchPrice(symbol: string, onPrice: RemoteFunction<(price: number) => void>) {
    const timer = setInterval(() => void onPrice(symbol.length + Math.random()), 10)
    return () => clearInterval(timer)
  },

  getUser: (id: number) => ({ id, name: `User ${id}` }),

  watchCart(onState: RemoteFunction<(state: typeof cart) => void>) {
    watchers.add(onState)
    void onState(cart)
    return () => void watchers.delete(onState)
  },
  addItem() {
    cart = { items: cart.items + 1 }
    for (const onState of watchers) void onState(cart)
  },
}
export type WorkerApi = typeof local

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

pair({ ...workerTransport(self), local })
