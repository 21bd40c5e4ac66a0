import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { pair, transfer, type CallContext, type RemoteFunction } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { portTransport } from 'iorpc/transports'
import { useEffect, useInsertionEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { api, wrapper } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

interface DocApi {
  open(id: string): () => void
  close(id: string): void
}

const docApi = (heard: string[]): DocApi => ({
  open: (id) => () => void heard.push(`close ${id}`),
  close: (id) => void heard.push(`close ${id}`),
})

function docs(heard: string[]) {
  const link = createLink()
  const far = pair<object, DocApi>({ ...link.b, local: docApi(heard) })
  const near = pair<DocApi>(link.a)
  const open = ({ children }: { children: ReactNode }) => <IorpcProvider api={near}>{children}</IorpcProvider>
  return { near, far, open }
}

const mount = () => renderHook(() => useRemote<WorkerApi>(), { wrapper })

test('calls the functions of the other side', async () => {
  const { result } = await mount()
  await expect(result.current.add(1, 2)).resolves.toBe(3)
})

test('is the same over renders, and so are its functions', async () => {
  const { result, rerender } = await mount()
  const { current: first } = result
  const { add } = first
  await rerender()
  expect(result.current).toBe(first)
  expect(result.current.add).toBe(add)
})

test('rejects with what the other side throws', async () => {
  const { result } = await mount()
  await expect(result.current.fail('no')).rejects.toThrow('no')
})

test('leaks nothing: inline callbacks and received functions end with the component', async () => {
  const { result, unmount } = await mount()
  await result.current.keep(() => {})
  const adder = await result.current.makeAdder(1)
  await expect(adder(2)).resolves.toBe(3)
  expect(api.bindings()).toEqual({ calls: 0, callbacks: 1 })
  expect(await api.remote.bindings()).toEqual({ calls: 0, callbacks: 1 })
  await unmount()
  await expectNothingBound(api)
})

test('functions that a callback returns are released too', async () => {
  const { result, unmount } = await mount()
  await result.current.keep(() => Promise.resolve(() => 'nested'))
  await api.remote.callKept(1)
  expect(api.bindings().callbacks).toBeGreaterThan(1)
  await unmount()
  expect(api.bindings().callbacks).toBe(0)
})

test('in a callback `this.remoteApi` is the remote of the component', async () => {
  const { result, unmount } = await mount()
  const { current: remote } = result
  const isSame = vi.fn()
  await remote.keep(function (this: CallContext<WorkerApi>, given: number) {
    isSame(this.remoteApi === remote, this.signal.aborted)
    if (given === 1) return this.remoteApi.keep(() => {})
    return undefined
  })
  await api.remote.callKept(1)
  expect(isSame).toHaveBeenCalledWith(true, false)
  await unmount()
  await expectNothingBound(api)
})

test('what is marked with transfer() is moved, also beside a function', async () => {
  interface Painter {
    paint(job: { pixels: Uint8Array; onDone: (size: number) => void }): void
  }
  const { port1, port2 } = new MessageChannel()
  const options = { allowNestedFunctions: true }
  pair<object, Painter>({
    ...portTransport(port2),
    options,
    local: {
      paint: ({ pixels, onDone }: { pixels: Uint8Array; onDone: RemoteFunction<(size: number) => void> }) =>
        void onDone(pixels.byteLength),
    },
  })
  const near = pair<Painter>({ ...portTransport(port1), options })
  const { result } = await renderHook(() => useRemote<Painter>(), {
    wrapper: ({ children }) => <IorpcProvider api={near}>{children}</IorpcProvider>,
  })
  const pixels = new Uint8Array(64)
  const onDone = vi.fn()
  await result.current.paint(transfer({ pixels, onDone }, [pixels.buffer]))
  await expect.poll(() => onDone).toHaveBeenCalledWith(64)
  expect(pixels.byteLength).toBe(0)
  port1.close()
})

test('answers late calls with undefined', async () => {
  const heard = vi.fn()
  const { result, unmount } = await mount()
  await result.current.keep(heard)
  await unmount()
  await expect(api.remote.callKept(1)).resolves.toBeUndefined()
  expect(heard).not.toHaveBeenCalled()
})

test('aborts calls in flight, whose promises never settle', async () => {
  const settled = vi.fn()
  const unhandled = vi.fn()
  addEventListener('unhandledrejection', unhandled)
  const { result, unmount } = await mount()
  void result.current.hang().finally(settled)
  void (async () => {
    await result.current.later('x', 20)
    settled()
  })()
  await unmount()
  await expect.poll(() => api.remote.aborted()).toBe(1)
  await api.remote.later(0, 50)
  expect(settled).not.toHaveBeenCalled()
  expect(unhandled).not.toHaveBeenCalled()
  removeEventListener('unhandledrejection', unhandled)
  await expectNothingBound(api)
})

test('cleanups of effects may call, as the first thing too, and their calls never settle', async () => {
  const heard: string[] = []
  const { near, open } = docs(heard)
  const settled = vi.fn()
  function Doc({ id }: { id: string }) {
    const remote = useRemote<DocApi>()
    useEffect(() => () => void remote.close(id).finally(settled), [remote, id])
    return null
  }
  const screen = await render(<Doc id="1" />, { wrapper: open })
  await screen.rerender(<Doc id="2" />)
  await expect.poll(() => settled).toHaveBeenCalledTimes(1)
  await screen.rerender(<p />)
  await expect.poll(() => heard).toEqual(['close 1', 'close 2'])
  await expect.poll(() => near.pending()).toBe(0)
  expect(settled).toHaveBeenCalledTimes(1)
})

test('cleanups may call what they were given, through the promise of it too', async () => {
  const heard: string[] = []
  const { near, far, open } = docs(heard)
  function Doc({ id }: { id: string }) {
    const remote = useRemote<DocApi>()
    const [isOpen, setIsOpen] = useState(false)
    useEffect(() => {
      const close = remote.open(id)
      void close.then(() => setIsOpen(true))
      return () => void close.then((fn) => fn())
    }, [remote, id])
    return <p>{isOpen && 'open'}</p>
  }
  const screen = await render(<Doc id="1" />, { wrapper: open })
  await expect.element(screen.getByText('open')).toBeVisible()
  await screen.rerender(<p />)
  await expect.poll(() => heard).toEqual(['close 1'])
  await expect.poll(() => [near.pending(), far.pending()]).toEqual([0, 0])
})

test('cleanups may call when the provider goes too, and what was held is unbound first', async () => {
  const heard: string[] = []
  const link = createLink()
  const far = pair<object, DocApi>({ ...link.b, local: docApi(heard) })
  function Doc() {
    const remote = useRemote<DocApi>()
    const [isOpen, setIsOpen] = useState(false)
    useEffect(() => {
      void remote.open('1').then(() => setIsOpen(true))
      return () => remote.noWait.close('2')
    }, [remote])
    return <p>{isOpen && 'open'}</p>
  }
  const screen = await render(
    // Like an iframe, the other side does not end with the connection.
    <IorpcProvider connect={() => ({ ...link.a, close() {} })}>
      <Doc />
    </IorpcProvider>,
  )
  await expect.element(screen.getByText('open')).toBeVisible()
  expect(far.bindings().callbacks).toBe(1)
  await screen.unmount()
  await expect.poll(() => heard).toEqual(['close 2'])
  await expect.poll(() => far.bindings().callbacks).toBe(0)
})

test('what a component has going on ends while it is removed, before any cleanup of an effect', async () => {
  const link = createLink()
  const far = pair<object, Api>({ ...link.b, local: { keep() {}, hang: () => new Promise(() => {}) } })
  const near = pair<Api>(link.a)
  interface Api {
    keep(callback: () => void): void
    hang(): Promise<never>
  }
  const seen: unknown[] = []
  let remove = () => {}
  function Child() {
    const remote = useRemote<Api>()
    const kept = useRemoteCallback(() => {})
    useEffect(() => {
      void remote.keep(() => {})
      void remote.keep(kept)
      void remote.hang()
    }, [remote, kept])
    useInsertionEffect(() => () => void seen.push(near.bindings()), [])
    return null
  }
  function Parent() {
    const [isShown, setIsShown] = useState(true)
    remove = () => setIsShown(false)
    return isShown && <Child />
  }
  await render(
    <IorpcProvider api={near}>
      <Parent />
    </IorpcProvider>,
  )
  await expect.poll(() => near.bindings()).toEqual({ calls: 1, callbacks: 2 })
  // Not in an event: the effects of the removed component end some time later.
  await new Promise((resolve) => setTimeout(() => resolve(remove())))
  await expect.poll(() => seen).toEqual([{ calls: 0, callbacks: 0 }])
  await expect.poll(() => far.pending()).toBe(0)
})

test('does nothing after unmount', async () => {
  const { result, unmount } = await mount()
  const remote = result.current
  await unmount()
  const settled = vi.fn()
  void remote.keep(settled).finally(settled)
  remote.noWait.keep(settled)
  await expectNothingBound(api)
  expect(settled).not.toHaveBeenCalled()
})

test('what it was given is not called after unmount either, and binds nothing', async () => {
  const { result, unmount } = await mount()
  const borrowed: ((n: number) => unknown)[] = []
  await result.current.lend((double) => void borrowed.push(double))
  const adder = await result.current.makeAdder(1)
  await unmount()
  await expectNothingBound(api)
  const settled = vi.fn()
  for (const fn of [...borrowed, adder as (given: unknown) => Promise<unknown>]) {
    void Promise.resolve(fn((() => {}) as never)).finally(settled)
  }
  await expectNothingBound(api)
  expect(borrowed).toHaveLength(1)
  expect(settled).not.toHaveBeenCalled()
})

test('one component does not release what another has passed', async () => {
  const heard = vi.fn()
  const first = await mount()
  const second = await mount()
  await first.result.current.echo(heard)
  await second.result.current.keep(heard)
  await first.unmount()
  await api.remote.callKept(7)
  expect(heard).toHaveBeenCalledWith(7)
  await second.unmount()
  await expectNothingBound(api)
})

test('works in effects, also in a layout effect of a child', async () => {
  function Child({ onSum }: { onSum: (sum: number) => void }) {
    const remote = useRemote<WorkerApi>()
    useLayoutEffect(() => {
      void remote.add(1, 2).then(onSum)
    }, [remote, onSum])
    return null
  }
  function Parent() {
    const [sum, setSum] = useState(0)
    const remote = useRemote<WorkerApi>()
    const [doubled, setDoubled] = useState(0)
    useEffect(() => {
      if (sum) void remote.add(sum, sum).then(setDoubled)
    }, [remote, sum])
    return (
      <output>
        <Child onSum={setSum} />
        {doubled}
      </output>
    )
  }
  const { container } = await render(<Parent />, { wrapper })
  await expect.poll(() => container.textContent).toBe('6')
})
