import { createIorpc, IorpcProvider, useRemote, useRemoteCallback, type Delivery } from '@iorpc/react'
import { useState, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { api, plainWrapper, wrapper } from './support/eachTest.js'
import { expectNothingBound, startWorker } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

test('keeps its identity and calls the latest function', async () => {
  const { result, rerender } = await renderHook(
    (factor = 1) => useRemoteCallback((n: number) => n * factor),
    { wrapper, initialProps: 1 },
  )
  const callback = result.current
  await api.remote.keep(callback)
  await expect(api.remote.callKept(2)).resolves.toBe(2)
  await rerender(10)
  expect(result.current).toBe(callback)
  await expect(api.remote.callKept(2)).resolves.toBe(20)
})

test('is released on unmount when it was passed to the pair itself', async () => {
  const { result, unmount } = await renderHook(() => useRemoteCallback(() => 'heard'), { wrapper })
  await api.remote.keep(result.current)
  await expect(api.remote.callKept(1)).resolves.toBe('heard')
  await unmount()
  await expectNothingBound(api)
  await expect(api.remote.callKept(1)).resolves.toBeUndefined()
})

test('is released on unmount when it was passed through the remote of a component that stays', async () => {
  const stays = await renderHook(() => useRemote<WorkerApi>(), { wrapper })
  const goes = await renderHook(() => useRemoteCallback(() => 'heard'), { wrapper })
  await stays.result.current.keep(goes.result.current)
  expect(api.bindings().callbacks).toBe(1)
  await goes.unmount()
  await expectNothingBound(api)
})

test('is released on unmount when it was passed through the remote of another provider', async () => {
  const other = startWorker()
  const { IorpcProvider: Other, useRemote: useOther } = createIorpc<WorkerApi>()
  const stays = await renderHook(useOther, {
    wrapper: ({ children }) => <Other api={other}>{children}</Other>,
  })
  const goes = await renderHook(() => useRemoteCallback(() => 'heard'), { wrapper })
  await stays.result.current.keep(goes.result.current)
  expect(other.bindings().callbacks).toBe(1)
  await goes.unmount()
  await expectNothingBound(other)
  other.close()
})

test('is released when the component goes whose remote passed it, and stays usable', async () => {
  const goes = await renderHook(() => useRemote<WorkerApi>(), { wrapper })
  const stays = await renderHook(() => useRemoteCallback(() => 'heard'), { wrapper })
  await goes.result.current.keep(stays.result.current)
  await goes.unmount()
  await expectNothingBound(api)
  await api.remote.keep(stays.result.current)
  await expect(api.remote.callKept(1)).resolves.toBe('heard')
  await stays.unmount()
  await expectNothingBound(api)
})

test("with 'frame' a flood renders at most once a frame, and ends with the newest value", async () => {
  let renders = 0
  let frames = 0
  let isCounting = true
  const countFrame = () => {
    frames++
    if (isCounting) requestAnimationFrame(countFrame)
  }
  const { result, unmount } = await renderHook(
    () => {
      renders++
      const [step, setStep] = useState(0)
      return { step, onStep: useRemoteCallback(setStep, { delivery: 'frame' }) }
    },
    { wrapper: plainWrapper },
  )
  renders = 0
  requestAnimationFrame(countFrame)
  await api.remote.count(10_000, result.current.onStep)
  await expect.poll(() => result.current.step).toBe(10_000)
  isCounting = false
  expect(renders).toBeGreaterThan(0)
  expect(renders).toBeLessThanOrEqual(frames + 1)
  await unmount()
  await expectNothingBound(api)
})

test("with 'latest' one runs at a time, and then the newest of those that came", async () => {
  let finish = () => {}
  const seen: number[] = []
  const { result } = await renderHook(
    () =>
      useRemoteCallback(
        (n: number) => {
          seen.push(n)
          return new Promise<void>((resolve) => (finish = resolve))
        },
        { delivery: 'latest' },
      ),
    { wrapper },
  )
  await api.remote.keep(result.current)
  await api.remote.callKept(1)
  await expect.poll(() => seen).toEqual([1])
  await api.remote.callKept(2)
  await api.remote.callKept(3)
  finish()
  await expect.poll(() => seen).toEqual([1, 3])
  finish()
})

test("with 'latest' it works on with the next connection, while what it has waited for never settles", async () => {
  const next = startWorker()
  const heard: number[] = []
  const useBusy = () => {
    const remote = useRemote<WorkerApi>()
    return useRemoteCallback(
      (n: number) => {
        heard.push(n)
        return remote.hang()
      },
      { delivery: 'latest' },
    )
  }
  let current = api
  const { result, rerender, unmount } = await renderHook(useBusy, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IorpcProvider api={current}>{children}</IorpcProvider>
    ),
  })
  await api.remote.keep(result.current)
  await api.remote.callKept(1)
  await expect.poll(() => heard).toEqual([1])
  current = next
  await rerender()
  await next.remote.keep(result.current)
  await next.remote.callKept(2)
  await expect.poll(() => heard).toEqual([1, 2])
  await unmount()
  await expectNothingBound(api)
  await expectNothingBound(next)
  next.close()
})

test.each<Delivery>(['latest', 'frame'])(
  "with '%s' the caller is answered at once with undefined",
  async (delivery) => {
    const heard = vi.fn(() => 'result')
    const { result } = await renderHook(() => useRemoteCallback(heard, { delivery }), { wrapper })
    await api.remote.keep(result.current)
    await expect(api.remote.callKept(1)).resolves.toBeUndefined()
    await expect.poll(() => heard).toHaveBeenCalledWith(1)
  },
)

test('functions in arguments that are passed over are unbound', async () => {
  const heard = vi.fn(() => new Promise<void>(() => {}))
  const { result, unmount } = await renderHook(
    () => ({
      remote: useRemote<WorkerApi>(),
      onFunction: useRemoteCallback(heard, { delivery: 'latest' }),
    }),
    { wrapper },
  )
  const { remote, onFunction } = result.current
  await remote.lend(onFunction)
  await expect.poll(() => heard).toHaveBeenCalledTimes(1)
  await remote.lend(onFunction)
  await remote.lend(onFunction)
  // The first is running, the last one waits.
  await expect.poll(async () => (await api.remote.bindings()).callbacks).toBe(2)
  await unmount()
  await expectNothingBound(api)
})
