import { useRemote, useRemoteCall, useRemoteCallback, useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { Suspense, useEffect, useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

/** Suspends while its promise is pending. */
function Wait({ promise }: { promise: (Promise<void> & { isDone?: boolean }) | undefined }) {
  if (promise && !promise.isDone) throw promise
  return null
}

function Keeper() {
  const remote = useRemote<WorkerApi>()
  const onValue = useRemoteCallback((n: number) => n * 2)
  const { call, status } = useRemoteCall((far: Remote<WorkerApi>) => far.later('x', 200))
  const { data } = useRemoteSubscription(
    (far: Remote<WorkerApi>, next: (n: number) => void) => far.watchValue(next),
    [],
  )
  useEffect(() => {
    void remote.keep(onValue)
    void call()
  }, [remote, onValue, call])
  return (
    <output>
      {status}, {data}
    </output>
  )
}

test('what a component has bound, and its calls, outlive a fallback that hides it', async () => {
  let finish = () => {}
  function App() {
    const [promise, setPromise] = useState<Promise<void>>()
    const suspend = () => {
      const waiting: Promise<void> & { isDone?: boolean } = new Promise((resolve) => (finish = resolve))
      void waiting.then(() => (waiting.isDone = true))
      setPromise(waiting)
    }
    return (
      <>
        <button onClick={suspend}>Suspend</button>
        <Suspense fallback="loading">
          <Keeper />
          <Wait promise={promise} />
        </Suspense>
      </>
    )
  }
  const screen = await render(<App />, { wrapper })
  await expect.poll(() => api.remote.callKept(1)).toBe(2)
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('loading')).toBeVisible()
  await expect(api.remote.callKept(2)).resolves.toBe(4)
  finish()
  await expect.element(screen.getByText('success, 0')).toBeVisible()
  await expect(api.remote.callKept(3)).resolves.toBe(6)
  await screen.unmount()
  await expectNothingBound(api)
})
