import { useConnection, usePending } from '@iorpc/react'

export function Status() {
  const { status, reason, reconnect } = useConnection()
  const calls = usePending(({ calls }) => calls)

  if (status === 'closed') return <button onClick={reconnect}>Reconnect: {String(reason)}</button>
  if (status === 'connecting') return <p>Connecting…</p>
  return <p>{calls === 0 ? 'Idle' : `${calls} calls`}</p>
}
