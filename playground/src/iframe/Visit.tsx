import { useRemote, useRemoteCallback } from '@iorpc/react'
import { useState, type ReactNode } from 'react'
import { Button } from '../ui/Button.js'
import { Status } from '../ui/Status.js'
import type { FrameApi } from './api.js'

/** Calls the iframe, passes it a function, and uses one that it returns. */
export function Visit({ log, children }: { log: (line: string) => void; children: ReactNode }) {
  const remote = useRemote<FrameApi>()
  const [state, setState] = useState<'idle' | 'running' | 'done' | { error: unknown }>('idle')

  // #region
  const onCount = useRemoteCallback((n: number) => log(`The iframe counts: ${n}`))

  async function visit() {
    // A function as an argument: it runs here.
    log(`The iframe says: ${await remote.countDown(3, onCount)}`)

    // A function as a result: it runs there.
    const greet = await remote.makeGreeter('Hello')
    log(`The iframe says: ${await greet('page')}`)
    greet.unbind()

    await remote.visitPage()
  }
  // #endregion

  function run() {
    setState('running')
    visit().then(
      () => setState('done'),
      (error: unknown) => setState({ error }),
    )
  }

  return (
    <>
      <Button kind="primary" disabled={state === 'running'} onClick={run}>
        Run
      </Button>
      {children}
      <VisitStatus state={state} />
    </>
  )
}

function VisitStatus({ state }: { state: 'idle' | 'running' | 'done' | { error: unknown } }) {
  if (state === 'idle') return <Status>Ready</Status>
  if (state === 'running') return <Status>Calling</Status>
  if (state === 'done') return <Status kind="good">Both sides have called each other</Status>
  return <Status kind="bad">{String(state.error)}</Status>
}
