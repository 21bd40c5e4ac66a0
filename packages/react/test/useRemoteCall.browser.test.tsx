import { useRemoteCall, type CallTools } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { useCallback, useLayoutEffect } from 'react'
import { expect, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { ErrorBoundary, quietErrors } from './support/ErrorBoundary.js'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

test('goes from idle over pending to success', async () => {
  const { result, act } = await renderHook(() => useRemoteCall<WorkerApi['add']>('add'), { wrapper })
  expect(result.current).toMatchObject({ status: 'idle', data: undefined, error: undefined })
  let promise: Promise<number> | undefined
  await act(() => {
    promise = result.current.call(1, 2)
  })
  await expect(promise).resolves.toBe(3)
  await expect.poll(() => result.current).toMatchObject({ status: 'success', data: 3 })
})

test('shows an error, which need not be caught, and recovers', async () => {
  const unhandled = vi.fn()
  addEventListener('unhandledrejection', unhandled)
  const { result, act } = await renderHook(
    () =>
      useRemoteCall((remote: Remote<WorkerApi>, _tools, ok: boolean) =>
        ok ? remote.add(1, 1) : remote.fail('no'),
      ),
    { wrapper },
  )
  await act(() => void result.current.call(false))
  await expect.poll(() => result.current.status).toBe('error')
  expect(result.current.error).toMatchObject({ message: 'no' })
  await act(() => void result.current.call(true))
  await expect.poll(() => result.current).toMatchObject({ status: 'success', data: 2, error: undefined })
  expect(unhandled).not.toHaveBeenCalled()
  removeEventListener('unhandledrejection', unhandled)
})

test('the latest call wins; the one before is aborted and never settles', async () => {
  const settled = vi.fn()
  const { result, act } = await renderHook(
    () =>
      useRemoteCall((remote: Remote<WorkerApi>, _tools, given: string) =>
        given === 'slow' ? remote.hang() : remote.echo(given),
      ),
    { wrapper },
  )
  await act(() => {
    void result.current.call('slow').finally(settled)
    void result.current.call('fast')
  })
  await expect.poll(() => result.current).toMatchObject({ status: 'success', data: 'fast' })
  await expect.poll(() => api.remote.aborted()).toBe(1)
  expect(settled).not.toHaveBeenCalled()
})

test('abort() goes back to the state before, reset() to the beginning', async () => {
  const { result, act } = await renderHook(
    () =>
      useRemoteCall((remote: Remote<WorkerApi>, _tools, given?: string) =>
        given === undefined ? remote.hang() : remote.echo(given),
      ),
    { wrapper },
  )
  await act(() => void result.current.call())
  expect(result.current.status).toBe('pending')
  await act(() => result.current.abort())
  expect(result.current.status).toBe('idle')
  await expect.poll(() => api.remote.aborted()).toBe(1)

  await act(() => void result.current.call('first'))
  await expect.poll(() => result.current.data).toBe('first')
  await act(() => void result.current.call())
  expect(result.current).toMatchObject({ status: 'pending', data: 'first' })
  await act(() => result.current.abort())
  expect(result.current).toMatchObject({ status: 'success', data: 'first' })
  await act(() => result.current.reset())
  expect(result.current).toMatchObject({ status: 'idle', data: undefined })
})

test('a component that goes aborts its call, and React has nothing to say about it', async () => {
  const onError = vi.spyOn(console, 'error')
  const { result, act, unmount } = await renderHook(() => useRemoteCall<WorkerApi['hang']>('hang'), {
    wrapper,
  })
  await act(() => void result.current.call())
  await unmount()
  await expect.poll(() => api.remote.aborted()).toBe(1)
  expect(onError).not.toHaveBeenCalled()
  onError.mockRestore()
})

test('shows progress, and renders far less often than it is told', async () => {
  let renders = 0
  const { result, act } = await renderHook(
    () => {
      renders++
      return useRemoteCall((remote: Remote<WorkerApi>, { report }: CallTools<number>, times: number) =>
        remote.count(times, report),
      )
    },
    { wrapper },
  )
  renders = 0
  await act(() => void result.current.call(5000))
  await expect.poll(() => result.current).toMatchObject({ status: 'success', data: 5000, progress: 5000 })
  expect(renders).toBeLessThan(500)
})

test('rejects after its timeout', async () => {
  const { result, act } = await renderHook(() => useRemoteCall<WorkerApi['hang']>('hang', { timeout: 20 }), {
    wrapper,
  })
  await act(() => void result.current.call())
  await expect.poll(() => result.current.error).toMatchObject({ code: 'IORPC_TIMEOUT' })
})

test('is made once unless retries are asked for', async () => {
  const attempts = vi.fn((remote: Remote<WorkerApi>) => remote.fail('no'))
  const { result, act, rerender } = await renderHook(
    (retries = 0) => useRemoteCall(attempts, { retries, retryDelay: 1 }),
    { wrapper, initialProps: 0 },
  )
  await act(() => void result.current.call())
  await expect.poll(() => result.current.status).toBe('error')
  expect(attempts).toHaveBeenCalledTimes(1)
  await rerender(2)
  await act(() => void result.current.call())
  await expect.poll(() => attempts.mock.calls.length).toBe(4)
  await expect.poll(() => result.current.status).toBe('error')
})

test('throws to an error boundary on request', async () => {
  function Failing() {
    const { call } = useRemoteCall<WorkerApi['fail']>('fail', { throwOnError: true })
    return <button onClick={() => void call('boundary')}>Fail</button>
  }
  const screen = await render(
    <ErrorBoundary>
      <Failing />
    </ErrorBoundary>,
    { wrapper, ...quietErrors },
  )
  await screen.getByRole('button').click()
  await expect.element(screen.getByRole('alert')).toHaveTextContent('boundary')
  await screen.getByRole('button', { name: 'Retry' }).click()
  await expect.element(screen.getByRole('button', { name: 'Fail' })).toBeVisible()
})

test('a layout effect of a child may make the call of its parent', async () => {
  function Child({ onShow }: { onShow: () => void }) {
    useLayoutEffect(onShow, [onShow])
    return null
  }
  function Parent() {
    const { call, data } = useRemoteCall<WorkerApi['add']>('add')
    const onShow = useCallback(() => void call(1, 2), [call])
    return (
      <p>
        <Child onShow={onShow} />
        {data}
      </p>
    )
  }
  const screen = await render(<Parent />, { wrapper })
  await expect.element(screen.getByText('3')).toBeVisible()
})

test('call, abort and reset never change', async () => {
  const { result, act } = await renderHook(() => useRemoteCall<WorkerApi['add']>('add'), { wrapper })
  const { call, abort, reset } = result.current
  await act(() => void call(1, 2))
  await expect.poll(() => result.current.status).toBe('success')
  expect([result.current.call, result.current.abort, result.current.reset]).toEqual([call, abort, reset])
})

test('leaks nothing: what a call binds goes with the next one, or with the component', async () => {
  const { result, act, unmount } = await renderHook(
    () => useRemoteCall<WorkerApi['makeAdder']>('makeAdder'),
    { wrapper },
  )
  for (const a of [1, 2, 3]) await act(async () => void (await result.current.call(a)))
  await expect(result.current.data?.(10)).resolves.toBe(13)
  await expect.poll(() => api.remote.bindings()).toEqual({ calls: 0, callbacks: 1 })
  await unmount()
  await expectNothingBound(api)
})
