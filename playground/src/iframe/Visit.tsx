import { useRemoteCall, useRemoteCallback } from '@iorpc/react'
import type { Remote } from 'iorpc'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Status } from '../ui/Status.js'
import type { FrameApi } from './api.js'

/** Calls the iframe, passes it a function, and uses one that it returns. */
export function Visit({ log, children }: { log: (line: string) => void; children: ReactNode }) {
  // #region
  const onCount = useRemoteCallback((n: number) => log(`The iframe counts: ${n}`))

  const visit = useRemoteCall(async (remote: Remote<FrameApi>) => {
    // A function as an argument: it runs here.
    log(`The iframe says: ${await remote.countDown(3, onCount)}`)

    // A function as a result: it runs there.
    const greet = await remote.makeGreeter('Hello')
    log(`The iframe says: ${await greet('page')}`)
    greet.unbind()

    await remote.visitPage()
  })
  // #endregion

  return (
    <>
      <Button kind="primary" disabled={visit.status === 'pending'} onClick={() => void visit.call()}>
        Run
      </Button>
      {children}
      <VisitStatus {...visit} />
    </>
  )
}

function VisitStatus({
  status,
  error,
}: {
  status: 'idle' | 'pending' | 'success' | 'error'
  error: unknown
}) {
  if (status === 'idle') return <Status>Ready</Status>
  if (status === 'pending') return <Status>Calling</Status>
  if (status === 'success') return <Status kind="good">Both sides have called each other</Status>
  return <Status kind="bad">{errorText(error)}</Status>
}
