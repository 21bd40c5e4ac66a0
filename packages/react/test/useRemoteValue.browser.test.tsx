import { IorpcProvider, useConnection, useInvalidate, useRemoteValue } from '@iorpc/react'
import { pair, type Pair, type PairConfig, type Remote } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { startTransition, StrictMode, Suspense, useState, type ReactNode } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { ErrorBoundary, quietErrors } from './support/ErrorBoundary.js'

interface Api {
  getUser(id: number): string
  getFunction(): () => number
}

function connect(local: PairConfig<object, Api>['local']) {
  const link = createLink()
  const far = pair<object, Api>({ ...link.b, ...(local && { local }) })
  return { far, link, near: pair<Api>(link.a) }
}

const wrapperOf =
  (api: Pair<Api>) =>
  ({ children }: { children?: ReactNode }) => (
    <StrictMode>
      <IorpcProvider api={api}>
        <ErrorBoundary>
          <Suspense fallback="loading">{children}</Suspense>
        </ErrorBoundary>
      </IorpcProvider>
    </StrictMode>
  )

const users = () => {
  let version = 1
  const getUser = vi.fn((id: number) => `user ${id} v${version}`)
  return { getUser, getFunction: () => () => 1, change: () => version++ }
}

function User({ id }: { id: number }) {
  return <p>{useRemoteValue((remote: Remote<Api>) => remote.getUser(id), [id])}</p>
}

test('suspends until the value is there; all who read the same share one call', async () => {
  const local = users()
  const { near } = connect(local)
  const { container } = await render(
    <>
      <User id={1} />
      <User id={1} />
    </>,
    { wrapper: wrapperOf(near) },
  )
  await expect.poll(() => container.textContent).toBe('user 1 v1user 1 v1')
  expect(local.getUser).toHaveBeenCalledTimes(1)
})

test('a name is called with the dependencies as its arguments', async () => {
  const { near } = connect(users())
  const ByName = () => useRemoteValue<Api['getUser']>('getUser', [2])
  const { container } = await render(<ByName />, { wrapper: wrapperOf(near) })
  await expect.poll(() => container.textContent).toBe('user 2 v1')
})

test('different calls with the same dependencies are different values', async () => {
  const { near } = connect(users())
  const Both = () => {
    const one = useRemoteValue((remote: Remote<Api>) => remote.getUser(1), [])
    const two = useRemoteValue((remote: Remote<Api>) => remote.getUser(2), [])
    return `${one}, ${two}`
  }
  const { container } = await render(<Both />, { wrapper: wrapperOf(near) })
  await expect.poll(() => container.textContent).toBe('user 1 v1, user 2 v1')
})

test('in a transition the old value stays until the next one is there', async () => {
  let answer: (() => void) | undefined
  const { near } = connect({
    getUser: (id: number) =>
      id === 1 ? 'one' : new Promise<string>((resolve) => (answer = () => resolve('two'))),
    getFunction: () => () => 1,
  })
  function Switch() {
    const [id, setId] = useState(1)
    return (
      <>
        <button onClick={() => startTransition(() => setId(2))}>Next</button>
        <User id={id} />
      </>
    )
  }
  const screen = await render(<Switch />, { wrapper: wrapperOf(near) })
  await expect.element(screen.getByText('one')).toBeVisible()
  await screen.getByRole('button').click()
  await expect.poll(() => answer).toBeDefined()
  await expect.element(screen.getByText('one')).toBeVisible()
  answer?.()
  await expect.element(screen.getByText('two')).toBeVisible()
})

test('an error goes to the boundary, whose reset reads again', async () => {
  let isBroken = true
  const { near } = connect({
    getUser() {
      if (isBroken) throw new Error('no user')
      return 'user'
    },
    getFunction: () => () => 1,
  })
  const screen = await render(<User id={1} />, { wrapper: wrapperOf(near), ...quietErrors })
  await expect.element(screen.getByRole('alert')).toHaveTextContent('no user')
  isBroken = false
  await screen.getByRole('button', { name: 'Retry' }).click()
  await expect.element(screen.getByText('user')).toBeVisible()
})

test('invalidating reads again in the background, by name and arguments', async () => {
  const local = users()
  const { near } = connect(local)
  const Invalidate = () => {
    const invalidate = useInvalidate()
    return <button onClick={() => invalidate('getUser', 1)}>Invalidate</button>
  }
  const screen = await render(
    <>
      <User id={1} />
      <User id={2} />
      <Invalidate />
    </>,
    { wrapper: wrapperOf(near) },
  )
  await expect.element(screen.getByText('user 2 v1')).toBeVisible()
  local.change()
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('user 1 v2')).toBeVisible()
  await expect.element(screen.getByText('user 2 v1')).toBeVisible()
  expect(local.getUser).toHaveBeenCalledTimes(3)
})

test('a value that was read before is shown at once and read anew', async () => {
  const local = users()
  const { near } = connect(local)
  const screen = await render(<User id={1} />, { wrapper: wrapperOf(near) })
  await expect.element(screen.getByText('user 1 v1')).toBeVisible()
  await screen.rerender(<p>other</p>)
  local.change()
  await screen.rerender(<User id={1} />)
  expect(screen.container.textContent).toBe('user 1 v1')
  await expect.element(screen.getByText('user 1 v2')).toBeVisible()
})

test('a failed read in the background leaves the old value', async () => {
  let isBroken = false
  const { near } = connect({
    getUser: vi.fn(() => {
      if (isBroken) throw new Error('no user')
      return 'user'
    }),
    getFunction: () => () => 1,
  })
  const { result } = await renderHook(
    () => ({ invalidate: useInvalidate(), user: useRemoteValue<Api['getUser']>('getUser', [1]) }),
    { wrapper: wrapperOf(near) },
  )
  await expect.poll(() => result.current?.user).toBe('user')
  isBroken = true
  result.current.invalidate()
  await expect.poll(() => near.bindings().calls).toBe(0)
  expect(result.current.user).toBe('user')
})

test('all values are read anew after a reconnect', async () => {
  let opened = 0
  const { result, act } = await renderHook(
    () => ({ user: useRemoteValue<Api['getUser']>('getUser', [1]), connection: useConnection() }),
    {
      wrapper: ({ children }) => (
        <IorpcProvider
          connect={() => {
            const link = createLink()
            const name = `worker ${++opened}`
            pair({ ...link.b, local: { getUser: () => name } })
            return link.a
          }}
        >
          <Suspense>{children}</Suspense>
        </IorpcProvider>
      ),
    },
  )
  await expect.poll(() => result.current?.user).toBe('worker 1')
  await act(() => result.current.connection.reconnect())
  await expect.poll(() => result.current.user).toBe('worker 2')
})

test('refuses dependencies that cannot be compared by value', async () => {
  const { near } = connect(users())
  const Wrong = () => useRemoteValue((remote: Remote<Api>) => remote.getUser(1), [() => {}])
  const screen = await render(<Wrong />, { wrapper: wrapperOf(near), ...quietErrors })
  await expect.element(screen.getByRole('alert')).toHaveTextContent('plain data')
})

test('leaks nothing: functions in a value are unbound with the last who reads it', async () => {
  const { near, far } = connect(users())
  const { result, unmount } = await renderHook(() => useRemoteValue<Api['getFunction']>('getFunction', []), {
    wrapper: wrapperOf(near),
  })
  await expect.poll(() => result.current?.()).toBe(1)
  expect(far.bindings().callbacks).toBe(1)
  await unmount()
  await expect.poll(() => far.pending()).toBe(0)
  expect(near.pending()).toBe(0)
})

test('functions wait for another value that is read beside them, and longer for nobody', async () => {
  let answer: (() => void) | undefined
  const getFunction = vi.fn(() => () => 1)
  const { near, far } = connect({
    getUser: () => new Promise<string>((resolve) => (answer = () => resolve('user'))),
    getFunction,
  })
  function Both() {
    useRemoteValue<Api['getFunction']>('getFunction', [])
    return <User id={1} />
  }
  function Never(): null {
    useRemoteValue<Api['getFunction']>('getFunction', [])
    throw new Promise(() => {})
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const until = (isTrue: () => boolean) => vi.waitFor(() => expect(isTrue()).toBe(true), 10_000)
  const { container, rerender } = await render(<Both />, { wrapper: wrapperOf(near) })
  await until(() => far.bindings().callbacks === 1 && answer !== undefined)
  await vi.advanceTimersByTimeAsync(20_000)
  answer?.()
  await until(() => container.textContent === 'user')
  expect(getFunction).toHaveBeenCalledTimes(1)

  await rerender(null)
  await until(() => far.bindings().callbacks === 0)
  await rerender(<Never />)
  await until(() => far.bindings().callbacks === 1)
  await vi.advanceTimersByTimeAsync(1000)
  await until(() => far.bindings().callbacks === 0)
})
