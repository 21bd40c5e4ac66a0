import { useRemoteCall, type CallTools } from '@iorpc/react'
import type { Remote } from 'iorpc'
import type { WorkerApi } from './worker.js'

export function Call() {
  const { call, abort, status, data, error, progress } = useRemoteCall(
    (remote: Remote<WorkerApi>, { report }: CallTools<number>, to: number) => remote.countPrimes(to, report),
  )
  return (
    <>
      <button onClick={() => void call(5000)}>Count</button>
      <button onClick={abort}>Stop</button>
      {status === 'pending' && <progress value={progress ?? 0} />}
      {status === 'success' && <output>{data}</output>}
      {status === 'error' && <p role="alert">{String(error)}</p>}
    </>
  )
}
