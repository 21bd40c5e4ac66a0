import { useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import type { WorkerApi } from './worker.js'

export function Price({ symbol }: { symbol: string }) {
  const { data, status } = useRemoteSubscription(
    (remote: Remote<WorkerApi>, next: (price: number) => void) => remote.watchPrice(symbol, next),
    [symbol],
  )
  return <output aria-busy={status === 'pending'}>{data?.toFixed(2)}</output>
}
