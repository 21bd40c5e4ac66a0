import type { Remote, RemoteFunction } from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

describe('functions in results', () => {
  interface Api {
    subscribe(): () => string
    later(): Promise<(onTick: (n: number) => void) => () => void>
    handle(): { id: number; stop(): void; steps: readonly ((n: number) => number)[] }
    perhaps(): (() => void) | undefined
    held(): RemoteFunction<(n: number) => string>
    entry(): [name: string, run: (n: number) => void]
  }
  const remote = {} as Remote<Api>

  test('return promises and can be given up', async () => {
    const unsubscribe = await remote.subscribe()
    expectTypeOf(unsubscribe).toEqualTypeOf<RemoteFunction<() => string>>()
    expectTypeOf(unsubscribe()).toEqualTypeOf<Promise<string>>()
    expectTypeOf(unsubscribe.unbind).toEqualTypeOf<() => void>()
    {
      using scoped = unsubscribe
      expectTypeOf(scoped).toBeCallableWith()
    }
    // @ts-expect-error -- it takes nothing
    void unsubscribe(1)
  })

  test('take plain callbacks, and return functions of the other side', async () => {
    const start = await remote.later()
    const stop = await start((n) => expectTypeOf(n).toEqualTypeOf<number>())
    expectTypeOf(stop).toEqualTypeOf<RemoteFunction<() => void>>()
  })

  test('are found inside objects, arrays, tuples and unions', async () => {
    const handle = await remote.handle()
    expectTypeOf(handle.id).toEqualTypeOf<number>()
    expectTypeOf(handle.stop).toEqualTypeOf<RemoteFunction<() => void>>()
    expectTypeOf(handle.steps).toEqualTypeOf<readonly RemoteFunction<(n: number) => number>[]>()
    expectTypeOf(await remote.perhaps()).toEqualTypeOf<RemoteFunction<() => void> | undefined>()
    expectTypeOf(await remote.entry()).toEqualTypeOf<
      [name: string, run: RemoteFunction<(n: number) => void>]
    >()
  })

  test('are not wrapped twice', async () => {
    expectTypeOf(await remote.held()).toEqualTypeOf<RemoteFunction<(n: number) => string>>()
  })
})
