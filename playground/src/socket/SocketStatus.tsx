import { useConnection } from '@iorpc/react'
import { codeOf } from '../ui/codeOf.js'
import { Status } from '../ui/Status.js'

export function SocketStatus() {
  const { status, reason } = useConnection()
  if (status === 'open') return <Status kind="good">Connected</Status>
  if (status === 'closed') return <Status kind="bad">{`Closed (${codeOf(reason)})`}</Status>
  return <Status>{reason ? `Lost (${codeOf(reason)}), connecting again` : 'Connecting'}</Status>
}
