import { createRemoteStore, useConnection, useRemote, useRemoteStore } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { Button } from '../ui/Button.js'
import { Facts } from '../ui/Facts.js'
import type { Basket, StoreApi } from './api.js'

// #region
const basket = createRemoteStore(
  (remote: Remote<StoreApi>, next: (basket: Basket) => void) => remote.watchBasket(next),
  { initial: { apples: 0, pears: 0 } },
)

/** Renders with every change of the basket. */
export function Contents() {
  const { apples, pears } = useRemoteStore(basket)
  return <Facts label="Basket" facts={{ Apples: apples, Pears: pears }} />
}

/** Renders only when what it selects has changed. Both share one subscription. */
export function Total() {
  const total = useRemoteStore(basket, ({ apples, pears }) => apples + pears)
  return <Facts label="Total" facts={{ Fruit: total }} />
}

/** Needs no answers: what has changed comes through the subscription. */
export function BasketButtons() {
  const remote = useRemote<StoreApi>()
  // Calls wait while the connection opens; when it is closed they are lost.
  const isClosed = useConnection().status === 'closed'
  return (
    <>
      <Button kind="primary" disabled={isClosed} onClick={() => remote.noWait.add('apples')}>
        Add an apple
      </Button>
      <Button disabled={isClosed} onClick={() => remote.noWait.add('pears')}>
        Add a pear
      </Button>
      <Button disabled={isClosed} onClick={() => remote.noWait.empty()}>
        Empty
      </Button>
    </>
  )
}
// #endregion
