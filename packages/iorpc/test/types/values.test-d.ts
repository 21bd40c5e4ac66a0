import type { CannotCross, Remote, RemoteFunction } from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

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
    fetch(url: URL, headers: Headers): Response
    submit(request: Request, form: FormData): void
    values(): Generator<number> | AsyncGenerator<string>
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
    expectTypeOf(remote.values).returns.resolves.toEqualTypeOf<
      CannotCross<'an iterator cannot cross to another context: send an array, or call a callback with each value'>
    >()
    expectTypeOf(remote.fetch).returns.resolves.toExtend<CannotCross<string>>()
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
    // @ts-expect-error -- a URL object
    void remote.fetch(new URL('https://example.com'), {} as never)
    // @ts-expect-error -- headers of a request
    void remote.fetch({} as never, new Headers())
    // @ts-expect-error -- a request object
    void remote.submit(new Request('/'), {} as never)
    // @ts-expect-error -- a form with its data
    void remote.submit({} as never, new FormData())
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
