import { createIorpc, useRemote } from '@iorpc/react'
import { linkedProvider } from '@iorpc/react/testing'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'

interface Api {
  add(a: number, b: number): number
  keep(fn: () => void): void
}
const remote = { add: (a: number, b: number) => a + b, keep: () => {} }

test('renders under a provider whose other side is given, and sees leaks', async () => {
  const { wrapper: Linked, api, expectNoLeaks } = linkedProvider<Api>({ remote })
  const { result, unmount } = await renderHook(() => useRemote<Api>(), {
    wrapper: ({ children }) => (
      <StrictMode>
        <Linked>{children}</Linked>
      </StrictMode>
    ),
  })
  await expect(result.current.add(1, 2)).resolves.toBe(3)
  await result.current.keep(() => {})
  const forgotten = () => {}
  await api.remote.keep(forgotten)
  await unmount()
  await expect(expectNoLeaks()).rejects.toThrow('function forgotten is not released: sent with keep')
  api.release(forgotten)
  await expectNoLeaks()
})

test('the other side can call back, and the connection can be cut', async () => {
  const { far, api, disconnect } = linkedProvider<Api, { greet(name: string): string }>({
    remote,
    local: { greet: (name) => `hello ${name}` },
  })
  await expect(far.remote.greet('world')).resolves.toBe('hello world')
  const waiting = api.remote.add(1, 2)
  disconnect(new Error('cut'))
  await expect(waiting).rejects.toThrow('cut')
})

test('takes the provider of createIorpc', async () => {
  const typed = createIorpc<Api>()
  const { wrapper } = linkedProvider<Api>({ remote, provider: typed.IorpcProvider })
  const { result } = await renderHook(() => typed.useRemote(), { wrapper })
  await expect(result.current.add(1, 2)).resolves.toBe(3)
})
