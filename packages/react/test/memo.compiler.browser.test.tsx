import { useConnection, useRemote, useRemoteCallback } from '@iorpc/react'
import { useEffect, useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

const passed = new Set<unknown>()

function Passed({ fn }: { fn: () => string }) {
  useEffect(() => void passed.add(fn), [fn])
  return null
}

function Keeper() {
  const remote = useRemote<WorkerApi>()
  const { status } = useConnection()
  const [clicks, setClicks] = useState(0)
  const onKept = useRemoteCallback(() => clicks)
  useEffect(() => {
    void remote.keep(onKept)
  }, [remote, onKept])
  return (
    <button onClick={() => setClicks(clicks + 1)}>
      {clicks}
      <Passed fn={() => status} />
    </button>
  )
}

test('a compiled component keeps what it passes, and its callback calls the latest function', async () => {
  const screen = await render(<Keeper />, { wrapper })
  for (let click = 0; click < 3; click++) await screen.getByRole('button').click()
  await expect.poll(() => api.remote.callKept(0)).toBe(3)
  // Without the compiler each render passes another one.
  expect(passed.size).toBe(1)
  await screen.unmount()
  await expectNothingBound(api)
})
