import { useRemote } from '@iorpc/react'
import { useState } from 'react'
import { Button } from '../ui/Button.js'
import { Status } from '../ui/Status.js'
import type { PrinterApi } from './api.js'

/** A call is two packets. */
const calls = 25_000
const atOnce = 250

/** Tries what the panel can take. */
export function Flood() {
  const remote = useRemote<PrinterApi>()
  const [state, setState] = useState<'idle' | 'running' | 'done' | { error: unknown }>('idle')

  async function flood() {
    for (let sent = 0; sent < calls; sent += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, n) => remote.echo(sent + n)))
    }
  }

  function run() {
    setState('running')
    flood().then(
      () => setState('done'),
      (error: unknown) => setState({ error }),
    )
  }

  return (
    <div className="controls">
      <Button disabled={state === 'running'} onClick={run}>
        Send 50,000 packets
      </Button>
      {state === 'running' && <Status>Flooding</Status>}
      {state === 'done' && <Status kind="good">All are answered</Status>}
      {typeof state === 'object' && <Status kind="bad">{String(state.error)}</Status>}
    </div>
  )
}
