import { pair, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const watchers = new Set<RemoteFunction<(price: number) => void>>()

const local = {
  watchPrice(onPrice: RemoteFunction<(price: number) => void>) {
    watchers.add(onPrice)
    void onPrice(42)
    return () => void watchers.delete(onPrice)
  },
}
export type WorkerApi = typeof local

pair({ ...workerTransport(self), local })
