import { useInvalidate, useRemoteValue } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { Suspense } from 'react'
import type { WorkerApi } from './worker.js'

export function UserPage({ id }: { id: number }) {
  return (
    <Suspense fallback="Loading…">
      <User id={id} />
    </Suspense>
  )
}

function User({ id }: { id: number }) {
  const user = useRemoteValue((remote: Remote<WorkerApi>) => remote.getUser(id), [id])
  const invalidate = useInvalidate()
  return <button onClick={() => invalidate('getUser', id)}>{user.name}</button>
}
