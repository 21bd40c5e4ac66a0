import { createTap, shareTap } from '@iorpc/tap'
import { pair, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { Basket, StoreApi } from './api.js'

const tap = createTap({ name: 'Subscriptions' })

// #region
let basket: Basket = { apples: 0, pears: 0 }
const watchers = new Set<RemoteFunction<(basket: Basket) => void>>()

function change(next: Partial<Basket>) {
  basket = { ...basket, ...next }
  for (const onBasket of watchers) void onBasket(basket)
}

const { bindings } = pair<object, StoreApi>({
  ...tap.wrap(workerTransport(self)),
  local: {
    watchBasket(onBasket) {
      watchers.add(onBasket)
      void onBasket(basket)
      return () => void watchers.delete(onBasket)
    },
    watchStatus(onStatus) {
      let told: number | undefined
      const timer = setInterval(() => {
        const { callbacks } = bindings()
        if (callbacks !== told) void onStatus({ started: performance.timeOrigin, callbacks })
        told = callbacks
      }, 100)
      return () => clearInterval(timer)
    },
    add: (fruit) => change({ [fruit]: basket[fruit] + 1 }),
    empty: () => change({ apples: 0, pears: 0 }),
    shareTap: (port) => void shareTap(tap, port),
  },
})
// #endregion
