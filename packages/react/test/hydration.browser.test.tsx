import { createRemoteStore, IorpcProvider, useConnection, useRemoteStore, useRemoteValue } from '@iorpc/react'
import { pair, type Remote } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode, Suspense } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

function connect() {
  const link = createLink()
  pair({ ...link.b, local: { name: () => 'worker' } })
  return link.a
}

function App() {
  return (
    <IorpcProvider connect={connect}>
      <Status />
      <Suspense fallback="loading">
        <Name />
      </Suspense>
    </IorpcProvider>
  )
}
const Status = () => <p>{useConnection().status}</p>
const Name = () => <b>{useRemoteValue<() => string>('name', [])}</b>

test('what the server has rendered is hydrated without a mismatch, and then connects', async () => {
  const container = document.createElement('div')
  // As on the server, where values are not read.
  container.innerHTML = renderToString(
    <IorpcProvider connect={connect}>
      <Status />
      <Suspense fallback="loading">{null}</Suspense>
    </IorpcProvider>,
  )
  expect(container.textContent).toBe('connecting')
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(
    container,
    <IorpcProvider connect={connect}>
      <Status />
      <Suspense fallback="loading">{null}</Suspense>
    </IorpcProvider>,
    { onRecoverableError },
  )
  await expect.poll(() => container.textContent).toBe('open')
  expect(onRecoverableError).not.toHaveBeenCalled()
  root.render(<App />)
  await expect.poll(() => container.textContent).toBe('openworker')
  root.unmount()
})

interface StoreApi {
  watch(next: (n: number) => void): () => void
}

test('a store that has a state when a later boundary hydrates is no mismatch there', async () => {
  const store = createRemoteStore(
    (remote: Remote<StoreApi>, next: (n: number) => void) => remote.watch(next),
    {
      initial: 5,
      delivery: 'every',
    },
  )
  const connectStore = () => {
    const link = createLink()
    const watch: StoreApi['watch'] = (next) => {
      next(9)
      return () => {}
    }
    pair<object, StoreApi>({ ...link.b, local: { watch } })
    return link.a
  }
  let load = () => {}
  const loaded = new Promise<void>((resolve) => (load = resolve))
  let isLoaded = true
  const First = () => <b>{useRemoteStore(store)}</b>
  function Later() {
    // This is how components suspend in both versions of React.
    if (!isLoaded) throw loaded
    return <i>{useRemoteStore(store)}</i>
  }
  const app = (
    <StrictMode>
      <IorpcProvider connect={connectStore}>
        <First />
        <Suspense fallback="loading">
          <Later />
        </Suspense>
      </IorpcProvider>
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(app)
  isLoaded = false
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(container, app, { onRecoverableError })
  const shown = (tag: string) => container.querySelector(tag)?.textContent
  await expect.poll(() => shown('b')).toBe('9')
  expect(shown('i')).toBe('5')
  isLoaded = true
  load()
  await expect.poll(() => shown('i')).toBe('9')
  expect(onRecoverableError).not.toHaveBeenCalled()
  root.unmount()
})
