import { IorpcProvider, useConnection, useRemote, useRemoteCallback } from '@iorpc/react'
import type { Transport } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { pair } from 'iorpc'
import { StrictMode, useEffect, useState, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { ErrorBoundary, quietErrors } from './support/ErrorBoundary.js'
import { workerTransportOf } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

const useBoth = () => ({ remote: useRemote<WorkerApi>(), connection: useConnection() })

test('without a provider a hook says what to do', async () => {
  const onError = vi.fn()
  function Lost() {
    useRemote()
    return null
  }
  const { container } = await render(
    <ErrorBoundary onError={onError}>
      <Lost />
    </ErrorBoundary>,
    quietErrors,
  )
  expect(container.textContent).toContain('No <IorpcProvider> above this component')
})

test('opens one connection under StrictMode, and closes it on unmount', async () => {
  const closed = vi.fn()
  const connect = vi.fn((): Transport => {
    const transport = workerTransportOf()
    return {
      ...transport,
      close() {
        closed()
        transport.close()
      },
    }
  })
  const { result, unmount } = await renderHook(useBoth, {
    wrapper: ({ children }) => (
      <StrictMode>
        <IorpcProvider connect={connect}>{children}</IorpcProvider>
      </StrictMode>
    ),
  })
  await expect(result.current.remote.add(1, 2)).resolves.toBe(3)
  await expect.poll(() => result.current.connection.status).toBe('open')
  expect(connect).toHaveBeenCalledTimes(1)
  expect(closed).not.toHaveBeenCalled()
  await unmount()
  expect(closed).toHaveBeenCalledTimes(1)
})

test('an inline connect does not reconnect with every render; another name does, and keeps the components', async () => {
  const opened: string[] = []
  const App = ({ name, children }: { name: string; children: ReactNode }) => (
    <IorpcProvider
      name={name}
      connect={() => {
        opened.push(name)
        return workerTransportOf()
      }}
    >
      {children}
    </IorpcProvider>
  )
  function Child() {
    const [id] = useState(() => Math.random())
    return <output>{id}</output>
  }
  const child = <Child />
  const { container, rerender } = await render(<App name="one">{child}</App>)
  const text = container.textContent
  await rerender(<App name="one">{child}</App>)
  expect(opened).toEqual(['one'])
  await rerender(<App name="two">{child}</App>)
  await expect.poll(() => opened).toEqual(['one', 'two'])
  expect(container.textContent).toBe(text)
})

test('a transport whose close throws: the reason is told, and the next one can be opened', async () => {
  let isBroken = true
  const connect = (): Transport => {
    const transport = workerTransportOf()
    return {
      ...transport,
      close() {
        transport.close()
        if (isBroken) throw new Error('broken')
      },
    }
  }
  const { result, act, unmount } = await renderHook(useBoth, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  await expect.poll(() => result.current.connection.status).toBe('open')
  await act(() => result.current.connection.reconnect())
  await expect
    .poll(() => result.current.connection)
    .toMatchObject({ status: 'closed', reason: { message: 'broken' } })
  isBroken = false
  await act(() => result.current.connection.reconnect())
  await expect(result.current.remote.add(1, 2)).resolves.toBe(3)
  await unmount()
})

test('calls that are made before the connection is open wait for it', async () => {
  let open: (transport: Transport) => void = () => {}
  const connect = () => new Promise<Transport>((resolve) => (open = resolve))
  const { result, unmount } = await renderHook(useBoth, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  const order: string[] = []
  const first = result.current.remote.echo('first').then((text) => order.push(text))
  const second = result.current.remote.echo('second').then((text) => order.push(text))
  expect(result.current.connection.status).toBe('connecting')
  open(workerTransportOf())
  await Promise.all([first, second])
  expect(order).toEqual(['first', 'second'])
  await unmount()
})

test('one that waited and cannot be sent fails alone', async () => {
  let open: (transport: Transport) => void = () => {}
  const connect = () => new Promise<Transport>((resolve) => (open = resolve))
  const { result } = await renderHook(useBoth, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  const uncloneable = new Map([['function', () => {}]])
  result.current.remote.noWait.echo(uncloneable)
  const failing = result.current.remote.echo(uncloneable)
  const sum = result.current.remote.add(1, 2)
  open(workerTransportOf())
  await expect(failing).rejects.toMatchObject({ code: 'IORPC_SEND_FAILED' })
  await expect(sum).resolves.toBe(3)
})

test('a transport that comes after unmount is closed', async () => {
  let open: (transport: Transport) => void = () => {}
  const close = vi.fn()
  const { unmount } = await renderHook(useBoth, {
    wrapper: ({ children }) => (
      <IorpcProvider connect={() => new Promise<Transport>((resolve) => (open = resolve))}>
        {children}
      </IorpcProvider>
    ),
  })
  await unmount()
  open({ send() {}, on() {}, close })
  await expect.poll(() => close).toHaveBeenCalledTimes(1)
})

test('a connect that throws or rejects closes the connection with the reason; reconnect() tries again', async () => {
  const connect = vi
    .fn<() => Transport | Promise<Transport>>()
    .mockImplementationOnce(() => {
      throw new Error('no worker')
    })
    .mockImplementationOnce(() => Promise.reject(new Error('no network')))
    .mockImplementationOnce(workerTransportOf)
  const { result, act } = await renderHook(useBoth, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  expect(result.current.connection).toMatchObject({ status: 'closed', reason: new Error('no worker') })
  await expect(result.current.remote.add(1, 2)).rejects.toMatchObject({
    code: 'IORPC_CLOSED',
    cause: new Error('no worker'),
  })
  await act(async () => result.current.connection.reconnect())
  await expect.poll(() => result.current.connection.reason).toEqual(new Error('no network'))
  await act(async () => result.current.connection.reconnect())
  await expect(result.current.remote.add(1, 2)).resolves.toBe(3)
  expect(result.current.connection).toMatchObject({ status: 'open', epoch: 1 })
})

test('when the transport ends, calls reject with the reason; the same remote works after reconnect()', async () => {
  const links: ReturnType<typeof createLink>[] = []
  const connect = () => {
    const link = createLink()
    links.push(link)
    pair({ ...link.b, local: { add: (a: number, b: number) => a + b, hang: () => new Promise(() => {}) } })
    return link.a
  }
  const { result, act } = await renderHook(useBoth, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  const { remote } = result.current
  const hanging = remote.hang()
  await act(() => links[0]?.disconnect(new Error('gone')))
  await expect(hanging).rejects.toThrow('gone')
  expect(result.current.connection).toMatchObject({ status: 'closed', reason: new Error('gone'), epoch: 1 })
  await act(async () => result.current.connection.reconnect())
  expect(result.current.connection).toMatchObject({ status: 'open', epoch: 2 })
  expect(result.current.remote).toBe(remote)
  await expect(remote.add(1, 2)).resolves.toBe(3)
})

test('the functions of `local` see the latest props and state', async () => {
  const link = createLink()
  const far = pair<{ count(): number }>({ ...link.b })
  function App({ count }: { count: number }) {
    return (
      <IorpcProvider<object, { count(): number }> connect={() => link.a} local={{ count: () => count }}>
        {null}
      </IorpcProvider>
    )
  }
  const { rerender } = await render(<App count={1} />)
  await expect(far.remote.count()).resolves.toBe(1)
  await rerender(<App count={2} />)
  await expect(far.remote.count()).resolves.toBe(2)
})

test('another `api` is another remote; what was held of the old one is released', async () => {
  const [one, two] = [createLink(), createLink()]
  const nearOne = pair<WorkerApi>(one.a)
  const nearTwo = pair<WorkerApi>(two.a)
  const keep = () => {}
  pair({ ...one.b, local: { keep } })
  pair({ ...two.b, local: { keep } })
  const seen = vi.fn()
  function Child() {
    const mine = useRemote<WorkerApi>()
    const onValue = useRemoteCallback(() => {})
    useEffect(() => seen(mine), [mine])
    return <button onClick={() => void mine.keep(onValue)}>Keep</button>
  }
  const child = <Child />
  const screen = await render(<IorpcProvider api={nearOne}>{child}</IorpcProvider>)
  await screen.getByRole('button').click()
  await expect.poll(() => nearOne.bindings()).toEqual({ calls: 0, callbacks: 1 })
  await screen.rerender(<IorpcProvider api={nearTwo}>{child}</IorpcProvider>)
  expect(seen).toHaveBeenCalledTimes(2)
  expect(nearOne.bindings()).toEqual({ calls: 0, callbacks: 0 })
  await screen.getByRole('button').click()
  await expect.poll(() => nearTwo.bindings()).toEqual({ calls: 0, callbacks: 1 })
})

test('reconnect() of a provider with `api` says who has to do it', async () => {
  const { result } = await renderHook(useBoth, {
    wrapper: ({ children }) => (
      <IorpcProvider api={pair<WorkerApi>(createLink().a)}>{children}</IorpcProvider>
    ),
  })
  expect(() => result.current.connection.reconnect()).toThrow('what made `api`')
})

test('hooks use the nearest provider', async () => {
  const near = (name: string) => {
    const link = createLink()
    pair({ ...link.b, local: { name: () => name } })
    return pair(link.a)
  }
  const { result } = await renderHook(() => useRemote<{ name(): string }>(), {
    wrapper: ({ children }) => (
      <IorpcProvider api={near('outer')}>
        <IorpcProvider api={near('inner')}>{children}</IorpcProvider>
      </IorpcProvider>
    ),
  })
  await expect(result.current.name()).resolves.toBe('inner')
})
