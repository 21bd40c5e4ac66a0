import {
  createRemoteStore,
  IorpcProvider,
  useRemote,
  useRemoteCall,
  useRemoteStore,
  useRemoteSubscription,
  useRemoteValue,
} from '@iorpc/react'
import { pair, type PairObserver, type Remote, type Tap } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode, Suspense, useEffect, useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

interface Api {
  keep(fn: () => void): void
  watch(next: (n: number) => void): () => void
  read(): () => number
}

test('a tap is told the component of whatever a hook binds', async () => {
  const mounts: (string | undefined)[] = []
  const tap: Tap = {
    wrap: (transport) => ({ ...transport, observer: {} }),
    mount: ({ stack }) => {
      mounts.push(/at (By\w+)/.exec(stack ?? '')?.[1])
      return { run: (work) => work(), unmount() {} }
    },
  }
  const link = createLink()
  pair<object, Api>({
    ...link.b,
    local: {
      keep() {},
      watch: () => () => {},
      read: () => () => 1,
    },
  })
  const store = createRemoteStore((remote: Remote<Api>, next: (n: number) => void) => remote.watch(next))

  function ByRemote() {
    const remote = useRemote<Api>()
    useEffect(() => void remote.keep(() => {}), [remote])
    return null
  }
  function ByCall() {
    const { call } = useRemoteCall<Api['keep']>('keep')
    useEffect(() => void call(() => {}), [call])
    return null
  }
  function BySubscription() {
    useRemoteSubscription((remote: Remote<Api>, next: (n: number) => void) => remote.watch(next), [])
    return null
  }
  function ByStore() {
    useRemoteStore(store)
    return null
  }
  function ByValue() {
    useRemoteValue<Api['read']>('read', [])
    return null
  }
  const { unmount } = await render(
    <IorpcProvider connect={() => link.a} tap={tap}>
      <Suspense>
        <ByRemote />
        <ByCall />
        <BySubscription />
        <ByStore />
        <ByValue />
      </Suspense>
    </IorpcProvider>,
  )
  await expect
    .poll(() => [...new Set(mounts)].sort())
    .toEqual(['ByCall', 'ByRemote', 'ByStore', 'BySubscription', 'ByValue'])
  await unmount()
})

test('a tap wraps the transport, and is told in whose name functions are bound', async () => {
  const log: string[] = []
  let current = 'nobody'
  const observer: PairObserver = {
    bound: ({ side, method }) => log.push(`${side} ${method} by ${current}`),
    released: ({ reason }) => log.push(`${reason}`),
  }
  const tap: Tap = {
    wrap: (transport) => ({ ...transport, observer }),
    mount: ({ stack }) => {
      const name = stack?.includes('at Keeper') ? 'Keeper' : '?'
      log.push(`mount ${name}`)
      return {
        run(work) {
          current = name
          try {
            return work()
          } finally {
            current = 'nobody'
          }
        },
        unmount: () => log.push(`unmount ${name}`),
      }
    },
  }
  const link = createLink()
  pair({ ...link.b, local: { keep: () => {} } })

  function Keeper() {
    const remote = useRemote<{ keep(fn: () => void): void }>()
    const [label, setLabel] = useState('Keep')
    return <button onClick={() => void remote.keep(() => {}).then(() => setLabel('Kept'))}>{label}</button>
  }
  const screen = await render(<Keeper />, {
    wrapper: ({ children }) => (
      <StrictMode>
        <IorpcProvider connect={() => link.a} tap={tap}>
          {children}
        </IorpcProvider>
      </StrictMode>
    ),
  })
  expect(log).toEqual([])
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('Kept')).toBeVisible()
  await screen.unmount()
  expect(log).toEqual(['mount Keeper', 'own keep by Keeper', 'released', 'unmount Keeper'])
})
