import type { AnyFunction, Remote, RemoteFunction } from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

describe('callbacks in arguments', () => {
  interface Api {
    count(to: number, onStep: (n: number) => void): void
    ask(question: string, answer?: ((options: string[]) => number) | null): Promise<string>
    watch(options: {
      path: string
      handlers: { onChange?: (file: string) => boolean }
      all: (() => void)[]
    }): void
    both(...handlers: [first: (a: string) => number, second?: (b: number) => string]): void
    many(...handlers: ((n: number) => void)[]): void
    either(handler: string | ((text: string) => void)): void
    chain(step: (next: (n: number) => string) => void): void
    remoteOne(onStep: RemoteFunction<(n: number) => void>): void
    untyped(callback: (...args: unknown[]) => unknown): void
    // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the subject of the test
    anyFunction(callback: Function): Function
  }
  const remote = {} as Remote<Api>

  test('are plain functions, synchronous or not', () => {
    void remote.count(3, (n) => expectTypeOf(n).toEqualTypeOf<number>())
    void remote.count(3, async (n) => expectTypeOf(n).toEqualTypeOf<number>())
    void remote.ask('which?', (options) => options.length)
    void remote.ask('which?', async (options) => options.length)
    void remote.ask('which?', null)
    void remote.ask('which?')
    // @ts-expect-error -- the callback returns a number, now or later
    void remote.ask('which?', async () => 'first')
    // @ts-expect-error -- the callback gets one number
    void remote.count(3, (n: string) => n)
  })

  test('may return anything where nothing is wanted', () => {
    const bar = { value: 0 }
    void remote.count(3, (n) => (bar.value = n))
    expectTypeOf(remote.count).toEqualTypeOf<(to: number, onStep: (n: number) => void) => Promise<void>>()
  })

  test('are typed inside objects, arrays, tuples, rest parameters and unions', () => {
    void remote.watch({
      path: '/',
      handlers: { onChange: async (file) => expectTypeOf(file).toEqualTypeOf<string>() },
      all: [() => undefined, async () => undefined],
    })
    void remote.both(
      async (a) => a.length,
      (b) => b.toFixed(),
    )
    void remote.many(
      (n) => n.toFixed(),
      async (n) => n.toFixed(),
    )
    void remote.either('text')
    void remote.either((text) => expectTypeOf(text).toEqualTypeOf<string>())
    expectTypeOf<Parameters<typeof remote.both>>().toEqualTypeOf<
      [first: (a: string) => number | Promise<number>, second?: (b: number) => string | Promise<string>]
    >()
  })

  test('receive functions of the other side', () => {
    void remote.chain(async (next) => {
      expectTypeOf(next).toEqualTypeOf<RemoteFunction<(n: number) => string>>()
      expectTypeOf(await next(1)).toEqualTypeOf<string>()
      next.unbind()
    })
  })

  test('are plain functions where the implementation says RemoteFunction', () => {
    expectTypeOf(remote.remoteOne).toEqualTypeOf<(onStep: (n: number) => void) => Promise<void>>()
  })

  test('may be of any kind where anything is called', () => {
    void remote.untyped((a: unknown, b: unknown) => [a, b])
    void remote.anyFunction((a: number, b?: string) => [a, b])
    expectTypeOf(remote.anyFunction).returns.resolves.toEqualTypeOf<RemoteFunction<AnyFunction>>()
    // @ts-expect-error -- a class is no function
    void remote.anyFunction(Map)
  })

  test('are typed through noWait too', () => {
    remote.noWait.chain((next) => next.unbind())
  })
})
