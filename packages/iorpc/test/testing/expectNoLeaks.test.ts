import { expect, onTestFinished, test, vi } from 'vitest'
import { pair, type RemoteFunction } from 'iorpc'
import { createLink, expectNoLeaks, linkedPairs } from 'iorpc/testing'

interface WorkerApi {
  watch(path: string, onChange: () => void): void
  never(): Promise<void>
  subscribe(): () => void
}

const localB = {
  watch: () => undefined,
  never: () => new Promise<void>(() => undefined),
  subscribe: () =>
    function unsubscribe() {
      return undefined
    },
}

test('waits for functions that are about to be released', async () => {
  const { a, b } = linkedPairs<object, WorkerApi>({
    localB: {
      ...localB,
      watch(_path, onChange) {
        setTimeout(() => onChange.unbind(), 20)
      },
    },
  })
  await a.remote.watch('/', () => undefined)
  expect(a.pending()).toBe(1)
  await expectNoLeaks(a, b)
  expect(a.pending()).toBe(0)
})

test('waits for packets on their way, and sees what they bind', async () => {
  interface PageApi {
    keep(fn: () => void): void
  }
  const { a, b } = linkedPairs<PageApi, { start(): void }>({
    localA: { keep: () => undefined },
    localB: { start: () => void b.remote.keep(() => undefined) },
  })
  a.remote.noWait.start()
  expect([a.pending(), b.pending()]).toEqual([0, 0])
  await expect(expectNoLeaks(a, b)).rejects.toThrow('sent with keep')
})

test('names the functions and calls that are left, on either side', async () => {
  const { a, b } = linkedPairs<object, WorkerApi>({ localB })
  await a.remote.watch('/home', function onChange() {})
  await a.remote.watch('/tmp', () => undefined)
  await a.remote.subscribe()
  void a.remote.never().catch(() => undefined)
  const message = await expectNoLeaks(a, b).then(
    () => 'no leak',
    (error: Error) => error.message.replace(/id \d+/g, 'id …'),
  )
  expect(message).toMatchInlineSnapshot(`
    "iorpc: bindings have leaked
    a: 1 waiting calls, 2 bound functions
      call never waits for an answer (id …)
      function onChange is not released: sent with watch, at 1 (id …)
      function (anonymous) is not released: sent with watch, at 1 (id …)
    b: 0 waiting calls, 1 bound functions
      function unsubscribe is not released: sent with subscribe, at 0 (id …)"
  `)
  a.close()
})

test('counts what is left on pairs that were made by hand', async () => {
  const link = createLink()
  const a = pair<WorkerApi>(link.a)
  const b = pair<object, Pick<WorkerApi, 'watch'>>({
    ...link.b,
    local: { watch: (_path: string, _onChange: RemoteFunction<() => void>) => undefined },
  })
  await a.remote.watch('/', () => undefined)
  await expect(expectNoLeaks(b, a)).rejects.toThrow('pair 2: 0 waiting calls, 1 bound functions')
  a.rejectAll()
  await expectNoLeaks(a, b)
})

test('waits in real time where timers are faked', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { a, b } = linkedPairs<object, WorkerApi>({ localB })
  await a.remote.watch('/', () => undefined)
  await expect(expectNoLeaks(a, b)).rejects.toThrow('watch')
})
