import type { Remote, RemoteFunction, UntypedApi } from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

describe('an API', () => {
  test('may be a type alias, an interface, a class or the type of an object', () => {
    const implementation = { ping: async () => 'pong' as const }
    type Alias = { ping: () => 'pong' }
    class Service {
      #secret = 1
      protected hidden() {
        return this.#secret
      }
      ping(this: Service) {
        return 'pong' as const
      }
    }
    expectTypeOf<Remote<Alias>['ping']>().toEqualTypeOf<() => Promise<'pong'>>()
    expectTypeOf<Remote<Service>['ping']>().toEqualTypeOf<() => Promise<'pong'>>()
    expectTypeOf<keyof Remote<Service>>().toEqualTypeOf<'ping' | 'noWait'>()
    expectTypeOf<Remote<typeof implementation>['ping']>().toEqualTypeOf<() => Promise<'pong'>>()
    expectTypeOf(implementation.ping()).toEqualTypeOf<Promise<'pong'>>()
  })

  test('loses what is no function, and the names that are never calls', () => {
    interface Api {
      version: string
      nested: { run(): void }
      then(): void
      toJSON(): string
      toString(): string
      iorpcUnbind(): void
      [Symbol.dispose](): void
      run(): void
    }
    expectTypeOf<keyof Remote<Api>>().toEqualTypeOf<'run' | 'noWait'>()
    expectTypeOf<keyof Remote<Api>['noWait']>().toEqualTypeOf<'run'>()
  })

  test('without types has functions of unknown', async () => {
    const remote = {} as Remote<UntypedApi>
    expectTypeOf(remote['anything']?.(1, 'two')).toEqualTypeOf<Promise<unknown> | undefined>()
    expectTypeOf(await (async () => remote)()).toEqualTypeOf<Remote<UntypedApi>>()
    expectTypeOf<ReturnType<(typeof remote.noWait)[string]>>().toBeVoid()
  })

  test('that is any has a remote that is any', () => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the subject of the test
    expectTypeOf<Remote<any>>().toBeAny()
  })
})

describe('functions', () => {
  interface Api {
    add(a: number, b: number): number
    addLater(a: number, b: number): Promise<number>
    perhaps(wanted: boolean): string | Promise<string>
    greet(name?: string, ...titles: string[]): string
    log(line: string): void
    fail(): never
    arrow: (n: number) => bigint
    optional?(n: number): string
  }
  const remote = {} as Remote<Api>

  test('return promises, whether they are asynchronous or not', () => {
    expectTypeOf(remote.add).toEqualTypeOf<(a: number, b: number) => Promise<number>>()
    expectTypeOf(remote.addLater).toEqualTypeOf<(a: number, b: number) => Promise<number>>()
    expectTypeOf(remote.perhaps).toEqualTypeOf<(wanted: boolean) => Promise<string>>()
    expectTypeOf(remote.log).toEqualTypeOf<(line: string) => Promise<void>>()
    expectTypeOf(remote.fail).toEqualTypeOf<() => Promise<never>>()
    expectTypeOf(remote.arrow).toEqualTypeOf<(n: number) => Promise<bigint>>()
  })

  test('keep their optional and rest parameters', () => {
    expectTypeOf(remote.greet).toEqualTypeOf<(name?: string, ...titles: string[]) => Promise<string>>()
    expectTypeOf<Parameters<typeof remote.greet>>().toEqualTypeOf<Parameters<Api['greet']>>()
  })

  test('are there if the API says that they may be there', () => {
    expectTypeOf(remote.optional).toEqualTypeOf<(n: number) => Promise<string>>()
  })

  test('take what they took, and no more', () => {
    // @ts-expect-error -- the second argument is missing
    void remote.add(1)
    // @ts-expect-error -- a string is no number
    void remote.add(1, '2')
    // @ts-expect-error -- there is no such function
    void remote.subtract(1, 2)
    // @ts-expect-error -- a remote is read-only
    remote.add = () => Promise.resolve(1)
  })

  test('return nothing through noWait', () => {
    expectTypeOf(remote.noWait.add).toEqualTypeOf<(a: number, b: number) => void>()
    expectTypeOf(remote.noWait.addLater).toEqualTypeOf<(a: number, b: number) => void>()
    expectTypeOf(remote.noWait.optional).toEqualTypeOf<(n: number) => void>()
    // @ts-expect-error -- noWait has no noWait
    void remote.noWait.noWait
  })
})

describe('overloads', () => {
  interface Api {
    get(key: string): string
    get(key: number, onMiss: (key: number) => string): Promise<number>
    of4(a: 1): 1
    of4(a: 2): 2
    of4(a: 3): 3
    of4(a: 4): 4
  }
  const remote = {} as Remote<Api>

  test('are kept, up to four', () => {
    expectTypeOf(remote.get('a')).toEqualTypeOf<Promise<string>>()
    expectTypeOf(remote.get(1, async (key) => key.toFixed())).toEqualTypeOf<Promise<number>>()
    expectTypeOf(remote.of4(1)).toEqualTypeOf<Promise<1>>()
    expectTypeOf(remote.of4(4)).toEqualTypeOf<Promise<4>>()
    expectTypeOf(remote.noWait.get('a')).toBeVoid()
    // @ts-expect-error -- no overload takes a number alone
    void remote.get(1)
  })
})

describe('type parameters', () => {
  interface Api {
    echo<T>(value: T): Promise<T>
    first<T extends { id: string }>(list: readonly T[]): Promise<T | undefined>
    echoNow<T>(value: T): T
    longest<T extends string>(a: T, b: T): T
  }
  const remote = {} as Remote<Api>

  test('are kept on asynchronous functions', () => {
    expectTypeOf(remote.echo({ a: 1 })).toEqualTypeOf<Promise<{ a: number }>>()
    expectTypeOf(remote.first([{ id: 'a', n: 1 }])).toEqualTypeOf<
      Promise<{ id: string; n: number } | undefined>
    >()
    // @ts-expect-error -- the constraint holds
    void remote.first([{ n: 1 }])
  })

  test('are kept where callbacks are listeners', async () => {
    interface Events {
      add: { id: number }
      remove: string
    }
    interface Emitter {
      on<K extends keyof Events>(
        event: K,
        listener: (event: Events[K]) => void,
      ): Promise<RemoteFunction<() => void>>
      each<T>(list: T[], visit?: ((item: T, index: number) => void) | null): Promise<T>
      map<T, U>(list: T[], change: (item: T) => U): Promise<U[]>
      find<T>(list: T[], done: (find: () => T) => void): Promise<void>
    }
    const remote = {} as Remote<Emitter>
    const off = await remote.on('add', async ({ id }) => expectTypeOf(id).toEqualTypeOf<number>())
    expectTypeOf(off).toEqualTypeOf<RemoteFunction<() => void>>()
    // @ts-expect-error -- the constraint holds
    void remote.on('remove', (event: { id: number }) => event)
    expectTypeOf(remote.each([1], (n) => n.toFixed())).toEqualTypeOf<Promise<number>>()
    expectTypeOf(remote.each(['a'])).toEqualTypeOf<Promise<string>>()

    // What such functions return, or take, is not what they say.
    expectTypeOf(remote.map).toEqualTypeOf<
      (list: unknown[], change: (item: unknown) => unknown) => Promise<unknown[]>
    >()
    expectTypeOf(remote.find).parameter(1).parameter(0).toEqualTypeOf<RemoteFunction<() => unknown>>()
  })

  test('give way to their constraint on synchronous ones', () => {
    expectTypeOf(remote.echoNow).toEqualTypeOf<(value: unknown) => Promise<unknown>>()
    expectTypeOf(remote.longest).toEqualTypeOf<(a: string, b: string) => Promise<string>>()
  })
})

describe('the mapped types', () => {
  interface Api {
    count(to: number, onStep: (n: number) => void): string
  }

  test('can be taken apart', () => {
    expectTypeOf<Parameters<Remote<Api>['count']>>().toEqualTypeOf<
      [to: number, onStep: (n: number) => void]
    >()
    expectTypeOf<ReturnType<Remote<Api>['count']>>().toEqualTypeOf<Promise<string>>()
    expectTypeOf<Awaited<ReturnType<RemoteFunction<() => number>>>>().toEqualTypeOf<number>()
  })

  test('can be used in generic code', () => {
    const callAll = <A>(remotes: Remote<A>[], call: (remote: Remote<A>) => unknown) => remotes.map(call)
    callAll([{} as Remote<Api>], (remote) => remote.noWait.count(1, () => undefined))
  })
})
