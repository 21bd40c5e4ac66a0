import { useRemoteCall } from '@iorpc/react'
import type { Remote } from 'iorpc'

interface Api {
  search(pattern: string): Promise<string>
}

export function Search() {
  const { call, abort, status, data } = useRemoteCall(
    (remote: Remote<Api>, _tools, pattern: string) => remote.search(pattern),
    { timeout: 5000 },
  )
  return (
    <>
      <input aria-label="Pattern" onChange={(event) => void call(event.target.value)} />
      <button onClick={abort} disabled={status !== 'pending'}>
        Stop
      </button>
      <output>{data}</output>
    </>
  )
}
