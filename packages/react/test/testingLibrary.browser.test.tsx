import { useRemote, useRemoteCall, useRemoteCallback, useRemoteSubscription } from '@iorpc/react'
import { renderHook, waitFor } from '@testing-library/react'
import type { Remote } from 'iorpc'
import { expect, test } from 'vitest'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

// The other tests render with vitest-browser-react; the hooks are as testable with Testing Library.

test('a callback is called while its component is there, and released with it', async () => {
  const heard: number[] = []
  const { result, unmount } = renderHook(
    () => ({
      remote: useRemote<WorkerApi>(),
      onStep: useRemoteCallback((step: number) => void heard.push(step)),
    }),
    { wrapper },
  )
  await result.current.remote.count(3, result.current.onStep)
  expect(heard).toEqual([1, 2, 3])
  unmount()
  await expectNothingBound(api)
})

test('a call goes from idle to its result', async () => {
  const { result, unmount } = renderHook(() => useRemoteCall<WorkerApi['add']>('add'), { wrapper })
  expect(result.current.status).toBe('idle')
  void result.current.call(1, 2)
  await waitFor(() => expect(result.current).toMatchObject({ status: 'success', data: 3 }))
  unmount()
  await expectNothingBound(api)
})

test('a subscription shows what arrives, and ends with its component', async () => {
  const watch = (remote: Remote<WorkerApi>, next: (n: number) => void) => remote.watch(next)
  const { result, unmount } = renderHook(() => useRemoteSubscription(watch, []), { wrapper })
  await waitFor(() => expect(result.current.data).toBeGreaterThan(0))
  unmount()
  await expectNothingBound(api)
})
