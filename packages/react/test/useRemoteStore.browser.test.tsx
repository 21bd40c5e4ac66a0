import { createRemoteStore, useRemoteStore } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { expect, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { useShallow } from 'zustand/react/shallow'
import { ErrorBoundary, quietErrors } from './support/ErrorBoundary.js'
import { api, plainWrapper, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

const store = createRemoteStore(
  (remote: Remote<WorkerApi>, next: (value: number) => void) => remote.watchValue(next),
  { initial: -1 },
)

test('follows the state of the other side', async () => {
  const { result } = await renderHook(() => useRemoteStore(store), { wrapper })
  expect(result.current).toBe(-1)
  await expect.poll(() => result.current).toBe(0)
  await api.remote.setValue(5)
  await expect.poll(() => result.current).toBe(5)
})

test('renders only when what it selects has changed', async () => {
  let renders = 0
  const { result } = await renderHook(
    () => {
      renders++
      return useRemoteStore(store, (value) => value >= 10)
    },
    { wrapper: plainWrapper },
  )
  await api.remote.setValue(1)
  await api.remote.setValue(2)
  expect(result.current).toBe(false)
  await api.remote.setValue(10)
  await expect.poll(() => result.current).toBe(true)
  expect(renders).toBe(2)
})

test('a selector may return a new object', async () => {
  const { result } = await renderHook(() => useRemoteStore(store, (value) => ({ value })), { wrapper })
  await expect.poll(() => result.current).toEqual({ value: 0 })
})

test('leaks nothing: all components share one subscription, which ends with the last', async () => {
  const first = await renderHook(() => useRemoteStore(store), { wrapper })
  const second = await renderHook(() => useRemoteStore(store), { wrapper })
  await expect.poll(() => second.result.current).toBe(0)
  // Each wrapper renders a provider of its own.
  expect(api.bindings().callbacks).toBe(2)
  const Two = () => [useRemoteStore(store), useRemoteStore(store)].join()
  const third = await render(<Two />, { wrapper })
  await expect.poll(() => third.container.textContent).toBe('0,0')
  expect(api.bindings().callbacks).toBe(3)
  for (const { unmount } of [first, second, third]) await unmount()
  await expectNothingBound(api)
})

test('an error of subscribing goes to the error boundary, whose reset subscribes again', async () => {
  let isBroken = true
  const fragile = createRemoteStore(
    (remote: Remote<WorkerApi>, next: (value: number) => void) =>
      isBroken ? remote.fail('no store') : remote.watchValue(next),
    { initial: -1 },
  )
  const Value = () => <p>{useRemoteStore(fragile)}</p>
  const screen = await render(
    <ErrorBoundary>
      <Value />
    </ErrorBoundary>,
    { wrapper, ...quietErrors },
  )
  await expect.element(screen.getByRole('alert')).toHaveTextContent('no store')
  isBroken = false
  await screen.getByRole('button', { name: 'Retry' }).click()
  await expect.element(screen.getByText('0')).toBeVisible()
})

test('a selector with an equality of its own, such as useShallow, spares renders', async () => {
  let renders = 0
  const { result } = await renderHook(
    () => {
      renders++
      return useRemoteStore(
        store,
        useShallow((value) => ({ isBig: value >= 10 })),
      )
    },
    { wrapper: plainWrapper },
  )
  await api.remote.setValue(1)
  await api.remote.setValue(2)
  await api.remote.setValue(10)
  await expect.poll(() => result.current).toEqual({ isBig: true })
  expect(renders).toBe(2)
})

test('a subscription that is never answered is given up a minute after the last reader has gone', async () => {
  const silent = createRemoteStore((remote: Remote<WorkerApi>, next: (value: number) => void) => {
    void remote.keep(next)
    return remote.hang()
  })
  const { unmount } = await renderHook(() => useRemoteStore(silent), { wrapper })
  await expect.poll(() => api.bindings()).toEqual({ calls: 1, callbacks: 1 })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await unmount()
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  await expectNothingBound(api)
  expect(await api.remote.aborted()).toBe(1)
})
