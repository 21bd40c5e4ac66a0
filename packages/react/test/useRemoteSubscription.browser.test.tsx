import { IorpcProvider, useConnection, useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound, workerTransportOf } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

const watch = (remote: Remote<WorkerApi>, next: (n: number) => void) => remote.watch(next)

test('shows the newest value', async () => {
  const { result } = await renderHook(() => useRemoteSubscription(watch, []), { wrapper })
  expect(result.current).toEqual({ status: 'pending', data: undefined, error: undefined })
  await expect.poll(() => result.current.data).toBeGreaterThan(2)
  expect(result.current.status).toBe('active')
})

test('leaks nothing: subscribed once, unsubscribed and unbound on unmount', async () => {
  const { result, unmount } = await renderHook(() => useRemoteSubscription(watch, []), { wrapper })
  await expect.poll(() => result.current.status).toBe('active')
  await expect(api.remote.watchers()).resolves.toBe(1)
  expect(api.bindings()).toEqual({ calls: 0, callbacks: 1 })
  await unmount()
  await expect.poll(() => api.remote.watchers()).toBe(0)
  await expectNothingBound(api)
})

test('unsubscribes also if the component goes before the other side has answered', async () => {
  const { unmount } = await renderHook(() => useRemoteSubscription(watch, []), { wrapper })
  await unmount()
  await expect.poll(() => api.remote.watchers()).toBe(0)
  await expectNothingBound(api)
})

test('subscribes anew for other deps, from the initial value on', async () => {
  const { result, rerender } = await renderHook(
    (which = 'value') =>
      useRemoteSubscription(
        (remote: Remote<WorkerApi>, next: (n: number) => void) =>
          which === 'value' ? remote.watchValue(next) : remote.hang(),
        [which],
        { initial: -1 },
      ),
    { wrapper, initialProps: 'value' },
  )
  await expect.poll(() => result.current.data).toBe(0)
  await rerender('nothing')
  expect(result.current).toMatchObject({ status: 'pending', data: -1 })
})

test('does not subscribe anew with every render', async () => {
  const { result, rerender } = await renderHook(
    () =>
      useRemoteSubscription((remote: Remote<WorkerApi>, next: (n: number) => void) => remote.watch(next), []),
    { wrapper },
  )
  await expect.poll(() => result.current.status).toBe('active')
  await rerender()
  await rerender()
  await expect(api.remote.watchers()).resolves.toBe(1)
})

test('tells when subscribing fails', async () => {
  const { result } = await renderHook(
    () => useRemoteSubscription((remote: Remote<WorkerApi>) => remote.fail('no'), []),
    { wrapper },
  )
  await expect.poll(() => result.current).toMatchObject({ status: 'error', error: { message: 'no' } })
})

test('subscribes again after a reconnect, and shows the old value until then', async () => {
  const { result, act } = await renderHook(
    () => ({ subscription: useRemoteSubscription(watch, []), connection: useConnection() }),
    {
      wrapper: ({ children }) => (
        <StrictMode>
          <IorpcProvider connect={workerTransportOf}>{children}</IorpcProvider>
        </StrictMode>
      ),
    },
  )
  await expect.poll(() => result.current.subscription.data).toBeGreaterThan(5)
  const { data: before = 0 } = result.current.subscription
  await act(() => result.current.connection.reconnect())
  expect(result.current.subscription).toMatchObject({ status: 'pending' })
  expect(result.current.subscription.data).toBeGreaterThanOrEqual(before)
  await expect.poll(() => result.current.subscription.status).toBe('active')
  // The new worker counts from one.
  await expect.poll(() => result.current.subscription.data).toBeLessThan(before + 5)
})
