import { createRemoteStore, useRemote, useRemoteStore } from '@iorpc/react'
import type { Remote } from 'iorpc'
import type { WorkerApi } from './worker.js'

interface Cart {
  items: number
}

const cart = createRemoteStore(
  (remote: Remote<WorkerApi>, next: (state: Cart) => void) => remote.watchCart(next),
  { initial: { items: 0 } },
)

export function CartButton() {
  const remote = useRemote<WorkerApi>()
  const items = useRemoteStore(cart, (state) => state.items)
  return <button onClick={() => void remote.addItem()}>{items} items</button>
}
