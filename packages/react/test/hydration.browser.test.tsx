import { IorpcProvider, useConnection, useRemoteValue } from '@iorpc/react'
import { pair } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { Suspense } from 'react'
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
