import { createIorpc } from '@iorpc/react'
import type { WorkerApi } from './worker.js'

export const { IorpcProvider, useRemote, useRemoteCall } = createIorpc<WorkerApi>()

export function Count() {
  const { call, data } = useRemoteCall('countPrimes')
  return <button onClick={() => void call(100, () => {})}>{data ?? 'Count'}</button>
}
