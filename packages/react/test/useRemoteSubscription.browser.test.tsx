import { IorpcProvider, useConnection, useRemoteSubscription } from '@iorpc/react'
import { pair, type Remote, type RemoteFunction } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { api, plainWrapper, wrapper } from './support/eachTest.js'
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

test('what the other side still tells after it has failed does not hide the error', async () => {
  interface Api {
    watch(onNumber: (n: number) => void): never
  }
  const link = createLink()
  let tell: RemoteFunction<(n: number) => void> | undefined
  pair<object, Api>({
    ...link.b,
    local: {
      watch(onNumber: RemoteFunction<(n: number) => void>): never {
        tell = onNumber
        throw new Error('no')
      },
    },
  })
  const near = pair<Api>(link.a)
  const { result } = await renderHook(
    () =>
      useRemoteSubscription((remote: Remote<Api>, next: (n: number) => void) => remote.watch(next), [], {
        delivery: 'every',
      }),
    { wrapper: ({ children }) => <IorpcProvider api={near}>{children}</IorpcProvider> },
  )
  await expect.poll(() => result.current.status).toBe('error')
  await tell?.(5)
  await expect
    .poll(() => result.current)
    .toMatchObject({ status: 'error', data: 5, error: { message: 'no' } })
})

test('renders when something has changed, and not for the same value again', async () => {
  const shown: unknown[] = []
  await renderHook(
    () => {
      const { status, data } = useRemoteSubscription(
        (remote: Remote<WorkerApi>, next: (n: number) => void) => remote.watchValue(next),
        [],
        { delivery: 'every' },
      )
      shown.push([status, data])
    },
    { wrapper: plainWrapper },
  )
  await expect.poll(() => shown.at(-1)).toEqual(['active', 0])
  await api.remote.setValue(0)
  await api.remote.setValue(1)
  await expect.poll(() => shown.at(-1)).toEqual(['active', 1])
  expect(shown).toEqual([
    ['pending', undefined],
    ['pending', 0],
    ['active', 0],
    ['active', 1],
  ])
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
