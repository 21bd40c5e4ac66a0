import { IorpcProvider, usePending, useRemote, useRemoteCallback } from '@iorpc/react'
import type { Pair } from 'iorpc'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { expectNothingBound, startWorker } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

let api: Pair<WorkerApi>
beforeEach(() => {
  api = startWorker()
})
afterEach(() => api.close())

const wrapper = ({ children }: { children: ReactNode }) => (
  <StrictMode>
    <IorpcProvider api={api}>{children}</IorpcProvider>
  </StrictMode>
)

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
    { wrapper: ({ children }) => <IorpcProvider api={api}>{children}</IorpcProvider> },
  )
  await api.remote.later(0, 30)
  expect(renders).toBe(1)
})
