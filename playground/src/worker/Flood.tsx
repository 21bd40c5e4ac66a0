import { useRemoteCall } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Status } from '../ui/Status.js'
import type { PrinterApi } from './api.js'

/** A call is two packets. */
const calls = 25_000
const atOnce = 250

/** Tries what the panel can take. */
export function Flood() {
  const { call, status, error } = useRemoteCall(async (remote: Remote<PrinterApi>) => {
    for (let sent = 0; sent < calls; sent += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, n) => remote.echo(sent + n)))
    }
  })

  return (
    <div className="controls">
      <Button disabled={status === 'pending'} onClick={() => void call()}>
        Send 50,000 packets
      </Button>
      {status === 'pending' && <Status>Flooding</Status>}
      {status === 'success' && <Status kind="good">All are answered</Status>}
      {status === 'error' && <Status kind="bad">{errorText(error)}</Status>}
    </div>
  )
}
