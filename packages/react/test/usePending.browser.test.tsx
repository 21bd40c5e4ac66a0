import { usePending, useRemote, useRemoteCallback } from '@iorpc/react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { api, plainWrapper, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

test('counts calls that wait and functions that are bound, together or as selected', async () => {
  const user = await renderHook(
    () => ({ remote: useRemote<WorkerApi>(), callback: useRemoteCallback(() => {}) }),
    { wrapper },
  )
  const { result } = await renderHook(
    () => ({ all: usePending(), calls: usePending(({ calls }) => calls, { interval: 10 }) }),
    { wrapper },
  )
  expect(result.current).toEqual({ all: 0, calls: 0 })
  void user.result.current.remote.hang()
  await user.result.current.remote.keep(user.result.current.callback)
  await expect.poll(() => result.current).toEqual({ all: 2, calls: 1 })
  await user.unmount()
  await expect.poll(() => result.current).toEqual({ all: 0, calls: 0 })
  await expectNothingBound(api)
})

test('renders only when the selected value changes', async () => {
  let renders = 0
  await renderHook(
    () => {
      renders++
      return usePending(({ callbacks }) => callbacks > 0, { interval: 1 })
    },
    { wrapper: plainWrapper },
  )
  await api.remote.later(0, 30)
  expect(renders).toBe(1)
})
