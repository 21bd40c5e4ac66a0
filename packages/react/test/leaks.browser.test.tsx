import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { StrictMode, useEffect } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { expectNothingBound, startWorker } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

function Busy({ makesFunctions = false }) {
  const remote = useRemote<WorkerApi>()
  const onValue = useRemoteCallback(() => {})
  useEffect(() => {
    void remote.keep(onValue)
    void remote.keep(() => {})
    if (makesFunctions) void remote.makeAdder(1)
  }, [remote, onValue, makesFunctions])
  return null
}

test('10,000 components, mounted and unmounted under StrictMode, leave nothing on either side', async () => {
  const api = startWorker()
  const { unmount } = await render(
    <StrictMode>
      <IorpcProvider api={api}>
        {Array.from({ length: 10_000 }, (_, index) => (
          <Busy key={index} />
        ))}
      </IorpcProvider>
    </StrictMode>,
  )
  expect(api.bindings()).toEqual({ calls: 20_000, callbacks: 20_000 })
  await unmount()
  await expectNothingBound(api)
  api.close()
}, 120_000)

test('functions that arrive while their component goes are unbound', async () => {
  const api = startWorker()
  const { unmount } = await render(
    <StrictMode>
      <IorpcProvider api={api}>
        {Array.from({ length: 100 }, (_, index) => (
          <Busy key={index} makesFunctions />
        ))}
      </IorpcProvider>
    </StrictMode>,
  )
  await unmount()
  await expectNothingBound(api)
  api.close()
})

test('a component that stays keeps nothing of callbacks which the other side has unbound', async () => {
  const api = startWorker()
  function Stays() {
    const remote = useRemote<WorkerApi>()
    const run = async () => {
      for (let round = 0; round < 500; round++) await remote.useOnce(() => {})
    }
    return <button onClick={() => void run()}>Run</button>
  }
  const screen = await render(
    <IorpcProvider api={api}>
      <Stays />
    </IorpcProvider>,
  )
  await screen.getByRole('button').click()
  await expect.poll(() => api.remote.uses()).toBe(500)
  await expectNothingBound(api)
  api.close()
})
