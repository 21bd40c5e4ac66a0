import { useConnection, usePending, useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { useEffect } from 'react'
import { codeOf } from '../ui/codeOf.js'
import { Facts } from '../ui/Facts.js'
import { Status } from '../ui/Status.js'
import type { StoreApi, WorkerStatus } from './api.js'

/** Milliseconds: long enough to see that the connection is closed. */
const delay = 1500

// #region
/** Opens the connection again when it has closed; everything below the provider then subscribes anew. */
export function Connection() {
  const { status, reason, reconnect } = useConnection()

  useEffect(() => {
    if (status !== 'closed') return
    const timer = setTimeout(reconnect, delay)
    return () => clearTimeout(timer)
  }, [status, reconnect])

  if (status === 'open') return <Status kind="good">Connected</Status>
  if (status === 'connecting') return <Status>Connecting</Status>
  return <Status kind="bad">{`Closed (${codeOf(reason)}), a new worker starts soon`}</Status>
}

/** How both sides of the connection stand. */
export function Sides() {
  const { epoch } = useConnection()
  const callbacks = usePending((bindings) => bindings.callbacks)
  const { data: worker, status } = useRemoteSubscription(
    (remote: Remote<StoreApi>, next: (status: WorkerStatus) => void) => remote.watchStatus(next),
    [],
  )
  const isCurrent = status === 'active' && worker
  return (
    <Facts
      label="Both sides"
      facts={{
        Epoch: epoch,
        'Bound in the page': callbacks,
        'Bound in the worker': isCurrent ? worker.callbacks : '–',
        'Worker started': isCurrent ? new Date(worker.started).toLocaleTimeString() : '–',
      }}
    />
  )
}
// #endregion
