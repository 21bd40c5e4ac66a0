import { type CannotCross, type Remote, type RemoteFunction, type UntypedApi } from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

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

  test('give way to their constraint on synchronous ones', () => {
    expectTypeOf(remote.echoNow).toEqualTypeOf<(value: unknown) => Promise<unknown>>()
    expectTypeOf(remote.longest).toEqualTypeOf<(a: string, b: string) => Promise<string>>()
  })
})

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
  })

  test('are typed through noWait too', () => {
    remote.noWait.chain((next) => next.unbind())
  })
})

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

describe('values', () => {
  interface Point {
    readonly x: number
    y?: string
  }
  class Account {
    private balance = 0
    deposit(amount: number) {
      this.balance += amount
    }
  }
  type UserId = string & { readonly brand: 'UserId' }
  interface Api {
    echo(point: Point, list: readonly [Point, ...string[]]): Point
    builtIn(
      map: Map<string, Set<Date>>,
      bytes: Uint8Array,
      any: RegExp | ArrayBuffer | Error,
    ): Map<string, Date>
    hosted(file: File, port: MessagePort, stream: ReadableStream<string>): ImageBitmap
    instance(account: Account): { account: Account; stop: () => void }
    branded(id: UserId): { id: UserId; stop: () => void }
    loose(value: unknown): unknown
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the subject of the test
    looser(value: any): any
    union(value: { kind: 'a'; n: number } | { kind: 'b'; run(): void }): boolean
  }
  const remote = {} as Remote<Api>

  test('without functions are the same type on both sides', () => {
    expectTypeOf(remote.echo).toEqualTypeOf<
      (point: Point, list: readonly [Point, ...string[]]) => Promise<Point>
    >()
    expectTypeOf(remote.builtIn).returns.resolves.toEqualTypeOf<Map<string, Date>>()
    expectTypeOf(remote.builtIn).parameters.toEqualTypeOf<Parameters<Api['builtIn']>>()
    expectTypeOf(remote.hosted).returns.resolves.toEqualTypeOf<ImageBitmap>()
    expectTypeOf(remote.hosted).parameters.toEqualTypeOf<Parameters<Api['hosted']>>()
  })

  test('that are branded, or instances of a class with private members, stay what they are', async () => {
    const { account } = await remote.instance(new Account())
    expectTypeOf(account).toEqualTypeOf<Account>()
    const { id } = await remote.branded('u1' as UserId)
    expectTypeOf(id).toEqualTypeOf<UserId>()
    // @ts-expect-error -- any string is no UserId
    void remote.branded('u1')
  })

  test('that are unknown or any stay so', () => {
    expectTypeOf(remote.loose).toEqualTypeOf<(value: unknown) => Promise<unknown>>()
    expectTypeOf(remote.looser).returns.toExtend<Promise<unknown>>()
    expectTypeOf<Awaited<ReturnType<typeof remote.looser>>>().toBeAny()
    expectTypeOf(remote.looser).parameter(0).toBeAny()
  })

  test('of a union are mapped member by member', () => {
    void remote.union({ kind: 'a', n: 1 })
    void remote.union({ kind: 'b', run: async () => undefined })
    expectTypeOf(remote.union).returns.resolves.toEqualTypeOf<boolean>()
  })
})

describe('values that cannot cross', () => {
  interface Api {
    send(value: symbol): void
    weak(map: WeakMap<object, string>, set: WeakSet<object>, ref: WeakRef<object>): void
    wait(value: Promise<number>): void
    nested(options: { done: PromiseLike<void> }): { token: symbol; stop(): void }
    construct(type: new () => Date): void
    click(event: MouseEvent, target: HTMLElement): void
    abort(signal: AbortSignal): void
  }
  const remote = {} as Remote<Api>

  test('say so, and why', () => {
    expectTypeOf(remote.send)
      .parameter(0)
      .toEqualTypeOf<CannotCross<'a symbol cannot cross to another context'>>()
    expectTypeOf(remote.weak).parameters.toEqualTypeOf<
      [
        map: CannotCross<'a WeakMap cannot cross to another context'>,
        set: CannotCross<'a WeakSet cannot cross to another context'>,
        ref: CannotCross<'a WeakRef cannot cross to another context'>,
      ]
    >()
    expectTypeOf(remote.wait)
      .parameter(0)
      .toEqualTypeOf<CannotCross<'a promise cannot cross to another context: await it first'>>()
    expectTypeOf(remote.abort)
      .parameter(0)
      .toEqualTypeOf<
        CannotCross<'a signal cannot cross to another context: use withOptions(remote, { signal }) and this.signal'>
      >()
    expectTypeOf<Awaited<ReturnType<typeof remote.nested>>['token']>().toEqualTypeOf<
      CannotCross<'a symbol cannot cross to another context'>
    >()
  })

  test('are refused', () => {
    // @ts-expect-error -- a symbol
    void remote.send(Symbol('s'))
    // @ts-expect-error -- a promise
    void remote.wait(Promise.resolve(1))
    // @ts-expect-error -- a promise inside an object
    void remote.nested({ done: Promise.resolve() })
    // @ts-expect-error -- a class
    void remote.construct(Date)
    const event = {} as MouseEvent
    // @ts-expect-error -- an event
    void remote.click(event, {} as never)
    const element = {} as HTMLElement
    // @ts-expect-error -- a DOM node
    void remote.click({} as never, element)
    // @ts-expect-error -- a signal
    void remote.abort(new AbortController().signal)
    // @ts-expect-error -- also where nothing comes back
    remote.noWait.send(Symbol('s'))
  })
})

describe('recursive types', () => {
  interface Tree {
    value: number
    children: Tree[]
  }
  interface Menu {
    label: string
    onClick?: (close: () => void) => void
    items: readonly Menu[]
  }
  type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
  type Step = (next: Step) => Step
  interface Grows<T> {
    value: T
    more?: Grows<T[]>
    on?: (value: T) => void
  }
  interface Api {
    tree(tree: Tree): Promise<Tree>
    menu(menu: Menu): Menu
    json(value: Json): Json
    step(step: Step): Step
    grows(value: Grows<string>): Grows<string>
  }
  const remote = {} as Remote<Api>

  test('without functions stay what they are', () => {
    expectTypeOf(remote.tree).toEqualTypeOf<(tree: Tree) => Promise<Tree>>()
    expectTypeOf(remote.json).toEqualTypeOf<(value: Json) => Promise<Json>>()
  })

  test('are followed as far as they are used', async () => {
    const menu = await remote.menu({
      label: 'File',
      items: [{ label: 'Quit', items: [], onClick: (close) => close.unbind() }],
    })
    expectTypeOf(menu.items[0]?.items[0]?.onClick).toEqualTypeOf<
      RemoteFunction<(close: () => void) => void> | undefined
    >()
    const step = await remote.step((next) => next)
    expectTypeOf(step).toEqualTypeOf<RemoteFunction<Step>>()
    const grown = await remote.grows({ value: 'a' })
    expectTypeOf(grown.more?.more?.value).toEqualTypeOf<string[][] | undefined>()
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
