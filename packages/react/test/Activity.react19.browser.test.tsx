import { useRemote, useRemoteCallback, useRemoteSubscription, useRemoteValue } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { Activity, Suspense, useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

const Shown = ({ mode, children }: { mode: 'visible' | 'hidden'; children: ReactNode }) => (
  <Activity mode={mode}>{children}</Activity>
)

test('hiding releases, and the same remote and callback work again when shown', async () => {
  function Keeper() {
    const remote = useRemote<WorkerApi>()
    const onValue = useRemoteCallback((n: number) => n * 2)
    useEffect(() => {
      void remote.keep(onValue)
    }, [remote, onValue])
    return null
  }
  const screen = await render(
    <Shown mode="visible">
      <Keeper />
    </Shown>,
    { wrapper },
  )
  await expect.poll(() => api.remote.callKept(2)).toBe(4)
  await screen.rerender(
    <Shown mode="hidden">
      <Keeper />
    </Shown>,
  )
  await expectNothingBound(api)
  await expect(api.remote.callKept(2)).resolves.toBeUndefined()
  await screen.rerender(
    <Shown mode="visible">
      <Keeper />
    </Shown>,
  )
  await expect.poll(() => api.remote.callKept(2)).toBe(4)
  await screen.unmount()
  await expectNothingBound(api)
})

test('calls of layout effects work when shown again, also those of children', async () => {
  function Child({ remote, onSum }: { remote: Remote<WorkerApi>; onSum: (sum: number) => void }) {
    useLayoutEffect(() => {
      void remote.add(1, 1).then(onSum)
    }, [remote, onSum])
    return null
  }
  function Parent({ onSum }: { onSum: (sum: number) => void }) {
    return <Child remote={useRemote<WorkerApi>()} onSum={onSum} />
  }
  function App({ mode }: { mode: 'visible' | 'hidden' }) {
    const [total, setTotal] = useState(0)
    const [onSum] = useState(() => (sum: number) => setTotal((before) => before + sum))
    return (
      <>
        <output>{total}</output>
        <Activity mode={mode}>
          <Parent onSum={onSum} />
        </Activity>
      </>
    )
  }
  const screen = await render(<App mode="visible" />, { wrapper })
  const output = () => Number(screen.container.textContent)
  await expect.poll(output).toBe(2)
  await screen.rerender(<App mode="hidden" />)
  await screen.rerender(<App mode="visible" />)
  await expect.poll(output).toBe(4)
})

test('a hidden subscription ends, and begins again when shown', async () => {
  function Watcher() {
    const { status } = useRemoteSubscription(
      (remote: Remote<WorkerApi>, next: (n: number) => void) => remote.watch(next),
      [],
    )
    return status
  }
  const app = (mode: 'visible' | 'hidden') => (
    <Shown mode={mode}>
      <Watcher />
    </Shown>
  )
  const screen = await render(app('visible'), { wrapper })
  await expect.poll(() => api.remote.watchers()).toBe(1)
  await screen.rerender(app('hidden'))
  await expect.poll(() => api.remote.watchers()).toBe(0)
  await screen.rerender(app('visible'))
  await expect.poll(() => api.remote.watchers()).toBe(1)
  await screen.unmount()
  await expect.poll(() => api.remote.watchers()).toBe(0)
  await expectNothingBound(api)
})

test('functions in a hidden value are unbound; shown again it is read anew', async () => {
  function Adder() {
    const add = useRemoteValue<WorkerApi['makeAdder']>('makeAdder', [1])
    const [sum, setSum] = useState<number>()
    return <button onClick={() => void add(2).then(setSum)}>{sum ?? 'add'}</button>
  }
  const app = (mode: 'visible' | 'hidden') => (
    <Suspense fallback="loading">
      <Shown mode={mode}>
        <Adder />
      </Shown>
    </Suspense>
  )
  const screen = await render(app('visible'), { wrapper })
  await expect.element(screen.getByRole('button', { name: 'add' })).toBeVisible()
  await screen.rerender(app('hidden'))
  await expectNothingBound(api)
  await screen.rerender(app('visible'))
  await expect.poll(async () => (await api.remote.bindings()).callbacks).toBe(1)
  await screen.getByRole('button').click()
  await expect.element(screen.getByRole('button', { name: '3' })).toBeVisible()
  await screen.unmount()
  await expectNothingBound(api)
})
