import { createIorpc, type CallTools } from '@iorpc/react'
import { pair } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { Suspense } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'

interface Api {
  name(): string
  count(to: number, onStep: (n: number) => void): number
  watch(next: (n: number) => void): () => void
}

const worker = createIorpc<Api>()
const frame = createIorpc<Api>()

function near(name: string) {
  const link = createLink()
  const far = pair<object, Api>({
    ...link.b,
    local: {
      name: () => name,
      count: async (to, onStep) => {
        await onStep(to)
        return to
      },
      watch(next) {
        void next(1)
        return () => {}
      },
    },
  })
  return { api: pair<Api>(link.a), far }
}

test('each finds its own provider, whichever is nearer', async () => {
  const { result } = await renderHook(() => ({ worker: worker.useRemote(), frame: frame.useRemote() }), {
    wrapper: ({ children }) => (
      <worker.IorpcProvider api={near('worker').api}>
        <frame.IorpcProvider api={near('frame').api}>{children}</frame.IorpcProvider>
      </worker.IorpcProvider>
    ),
  })
  await expect(result.current.worker.name()).resolves.toBe('worker')
  await expect(result.current.frame.name()).resolves.toBe('frame')
})

test('has every hook', async () => {
  const { api, far } = near('worker')
  const store = worker.createRemoteStore((remote, next: (n: number) => void) => remote.watch(next), {
    initial: 0,
  })
  const { result, act, unmount } = await renderHook(
    () => ({
      call: worker.useRemoteCall((remote, { report }: CallTools<number>, to: number) =>
        remote.count(to, report),
      ),
      byName: worker.useRemoteCall('name'),
      value: worker.useRemoteValue('name', []),
      subscription: worker.useRemoteSubscription(
        (remote, next: (n: number) => void) => remote.watch(next),
        [],
      ),
      stored: worker.useRemoteStore(store),
      callback: worker.useRemoteCallback((n: number) => n),
      invalidate: worker.useInvalidate(),
      connection: worker.useConnection(),
      pending: worker.usePending(),
      transfers: worker.useTransferProgress(),
    }),
    {
      wrapper: ({ children }) => (
        <worker.IorpcProvider api={api}>
          <Suspense>{children}</Suspense>
        </worker.IorpcProvider>
      ),
    },
  )
  await expect.poll(() => result.current?.value).toBe('worker')
  await act(() => void result.current.call.call(3))
  await act(() => void result.current.byName.call())
  await expect
    .poll(() => result.current)
    .toMatchObject({
      call: { status: 'success', data: 3, progress: 3 },
      byName: { status: 'success', data: 'worker' },
      subscription: { status: 'active', data: 1 },
      stored: 1,
      connection: { status: 'open' },
      transfers: [],
    })
  await unmount()
  await expect.poll(() => [api.pending(), far.pending()]).toEqual([0, 0])
})
