import { IorpcProvider, useRemote } from '@iorpc/react'
import { pair, type Transport } from 'iorpc'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { expect, test, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'

function silentPair() {
  const send = vi.fn<Transport['send']>()
  return { send, api: pair({ send, on() {} }) }
}

test('looking at the remote sends nothing', async () => {
  const { send, api } = silentPair()
  const { result } = await renderHook(() => useRemote(), {
    wrapper: ({ children }) => <IorpcProvider api={api}>{children}</IorpcProvider>,
  })
  const remote: object = result.current
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  console.error(remote)
  log.mockRestore()
  expect(`${remote}`).toBe('[object Object]')
  expect(JSON.stringify(remote)).toBe('{}')
  expect(await remote).toBe(remote)
  expect(Object.keys(remote)).toEqual([])
  expect(typeof remote).toBe('object')
  expect(remote).toEqual(remote)
  expect(remote).not.toEqual({ a: 1 })
  expect(Object.isFrozen(remote)).toBe(true)
  expect(send).not.toHaveBeenCalled()
})

test('it may be state, a prop and a dependency', async () => {
  const { send, api } = silentPair()
  function Child({ remote }: { remote: object }) {
    const [state, setState] = useState<object>()
    const memo = useMemo(() => ({ remote }), [remote])
    useEffect(() => setState(remote), [remote])
    return String(state === remote && memo.remote === remote)
  }
  function Parent() {
    return <Child remote={useRemote()} />
  }
  const { container } = await render(<Parent />, {
    wrapper: ({ children }) => <IorpcProvider api={api}>{children}</IorpcProvider>,
  })
  expect(container.textContent).toBe('true')
  expect(send).not.toHaveBeenCalled()
})

test('a call of a component that never mounts is refused, and sends nothing', async () => {
  const { send, api } = silentPair()
  const refused = vi.fn()
  const never = new Promise<never>(() => {})
  function Wrong(): null {
    const remote = useRemote()
    useState(() => void remote.load?.().catch(refused))
    throw never
  }
  await render(<Wrong />, {
    wrapper: ({ children }) => (
      <IorpcProvider api={api}>
        <Suspense>{children}</Suspense>
      </IorpcProvider>
    ),
  })
  await expect.poll(() => refused).toHaveBeenCalled()
  expect(send).not.toHaveBeenCalled()
})
