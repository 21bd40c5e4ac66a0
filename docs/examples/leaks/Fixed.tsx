import { useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import type { WorkerApi } from './worker.js'

export function Price() {
  const { data } = useRemoteSubscription(
    (remote: Remote<WorkerApi>, next: (price: number) => void) => remote.watchPrice(next),
    [],
  )
  return <output>{data}</output>
}
