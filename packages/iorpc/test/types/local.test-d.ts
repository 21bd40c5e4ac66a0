import {
  pair,
  withOptions,
  type CallContext,
  type Local,
  type Pair,
  type Remote,
  type RemoteFunction,
  type Transport,
  type UntypedApi,
} from 'iorpc'
import { describe, expectTypeOf, test } from 'vitest'

declare const transport: Transport

interface WorkerApi {
  square(n: number): number
}

interface PageApi {
  notify(text: string, choose: (options: string[]) => number): string
  later(): Promise<number>
  echo<T>(value: T): Promise<T>
  watch(handlers: { onChange(file: string): void; all?: ((n: number) => void)[] }): () => void
  maybe?(id: string): void
}

describe('a local API', () => {
  test('is typed by its contract, in methods', () => {
    pair<WorkerApi, PageApi>({
      ...transport,
      local: {
        async notify(text, choose) {
          expectTypeOf(text).toEqualTypeOf<string>()
          expectTypeOf(choose).toEqualTypeOf<RemoteFunction<(options: string[]) => number>>()
          expectTypeOf(await choose(['yes', 'no'])).toEqualTypeOf<number>()
          choose.unbind()
          return text
        },
        later: () => 1,
        async echo(value) {
          return value
        },
        watch({ onChange, all }) {
          expectTypeOf(onChange).toEqualTypeOf<RemoteFunction<(file: string) => void>>()
          expectTypeOf(all).toEqualTypeOf<RemoteFunction<(n: number) => void>[] | undefined>()
          return () => onChange.unbind()
        },
        maybe(id) {
          expectTypeOf(id).toEqualTypeOf<string>()
        },
      },
    })
  })

  test('is typed by its contract, in arrow functions', () => {
    pair<UntypedApi, Pick<PageApi, 'notify' | 'later'>>({
      ...transport,
      local: {
        notify: (text, choose) => {
          choose.unbind()
          return text.trim()
        },
        later: async () => 1,
      },
    })
  })

  test('has its context in `this`', () => {
    pair<WorkerApi, Pick<PageApi, 'notify' | 'later'>>({
      ...transport,
      local: {
        async notify(text) {
          expectTypeOf(this.remoteApi).toEqualTypeOf<Remote<WorkerApi>>()
          expectTypeOf(this.iorpcPending()).toEqualTypeOf<number>()
          expectTypeOf(this.signal).toEqualTypeOf<AbortSignal>()
          expectTypeOf(await this.later()).toEqualTypeOf<number>()
          return text
        },
        later: () => 1,
      },
    })
  })

  test('takes functions that say what `this` is', () => {
    async function later(this: CallContext<WorkerApi>) {
      return this.remoteApi.square(2)
    }
    pair<WorkerApi, Pick<PageApi, 'later'>>({ ...transport, local: { later } })
    function untyped(this: CallContext) {
      expectTypeOf(this.remoteApi).toEqualTypeOf<Remote<UntypedApi>>()
    }
    expectTypeOf(untyped).thisParameter.toEqualTypeOf<CallContext>()
  })

  test('may be an instance of a class', () => {
    class Counter {
      #count = 0
      increment(by: number, onChange?: RemoteFunction<(count: number) => void>) {
        this.#count += by
        void onChange?.(this.#count)
        return this.#count
      }
    }
    const { local } = pair<WorkerApi, Counter>({ ...transport, local: new Counter() })
    expectTypeOf(local).toEqualTypeOf<Counter>()
    type CounterRemote = Remote<Counter>['increment']
    expectTypeOf<CounterRemote>().toEqualTypeOf<
      (by: number, onChange?: (count: number) => void) => Promise<number>
    >()
  })

  test('is refused where it breaks the contract', () => {
    pair<WorkerApi, Pick<PageApi, 'later'>>({
      ...transport,
      // @ts-expect-error -- a string is no number
      local: { later: () => 'soon' },
    })
    // @ts-expect-error -- `later` is missing
    pair<WorkerApi, Pick<PageApi, 'later'>>({ ...transport, local: {} })
    // @ts-expect-error -- `sooner` is not part of the contract
    pair<WorkerApi, Pick<PageApi, 'later'>>({ ...transport, local: { later: () => 1, sooner: () => 0 } })
    pair<WorkerApi, Pick<PageApi, 'notify'>>({
      ...transport,
      // @ts-expect-error -- a callback is a RemoteFunction: its result is a promise
      local: { notify: (text, choose) => text.slice(choose([text])) },
    })
  })
})

describe('a local API without a contract', () => {
  test('is inferred from its functions', () => {
    const add = (a: number, b: number) => a + b
    const { local } = pair({
      ...transport,
      local: {
        add,
        count(to: number, onStep: RemoteFunction<(n: number) => void>) {
          expectTypeOf(this.signal).toEqualTypeOf<AbortSignal>()
          void onStep(to)
        },
      },
    })
    expectTypeOf(local.add).toEqualTypeOf<typeof add>()
    expectTypeOf<Remote<typeof local>['count']>().toEqualTypeOf<
      (to: number, onStep: (n: number) => void) => Promise<void>
    >()
  })

  test('takes any functions beside a typed remote', () => {
    const { remote, local } = pair<WorkerApi>({
      ...transport,
      local: {
        add: (a: number, b: number) => a + b,
        log(line) {
          expectTypeOf(line).toEqualTypeOf<unknown>()
          return this.iorpcPending()
        },
      },
    })
    expectTypeOf(remote.square(1)).toEqualTypeOf<Promise<number>>()
    expectTypeOf(local).toEqualTypeOf<UntypedApi>()
  })

  test('takes functions later', () => {
    const { local } = pair(transport)
    local['processData'] = async (data: number[], onProgress: RemoteFunction<(done: number) => void>) => {
      await onProgress(data.length)
    }
    // @ts-expect-error -- only functions
    local['version'] = '1.0'
  })
})

describe('the pair', () => {
  test('has the remote and local of its types, and sees what is added to local', () => {
    const made = pair<WorkerApi, PageApi>(transport)
    expectTypeOf(made).toEqualTypeOf<Pair<WorkerApi, PageApi>>()
    expectTypeOf(made.remote).toEqualTypeOf<Remote<WorkerApi>>()
    expectTypeOf(made.local).toEqualTypeOf<PageApi>()
    expectTypeOf(made.bindings()).toEqualTypeOf<{ calls: number; callbacks: number }>()
    made.local.maybe = (id) => expectTypeOf(id).toEqualTypeOf<string>()
  })

  test('has a remote that keeps its type with call options', () => {
    const { remote } = pair<WorkerApi>(transport)
    expectTypeOf(withOptions(remote, { timeout: 1000 })).toEqualTypeOf<Remote<WorkerApi>>()
    // @ts-expect-error -- options have known names
    withOptions(remote, { deadline: 1000 })
  })

  test('needs a transport', () => {
    // @ts-expect-error -- there is no `on`
    pair<WorkerApi>({ send: () => undefined })
    pair<WorkerApi>({ send: () => undefined, on: (handler) => expectTypeOf(handler).toBeFunction() })
  })
})

describe('Local', () => {
  interface Api {
    plain(n: number): number
    over(key: string): string
    over(key: number, cb: (n: number) => void): number
    echoNow<T>(value: T): T
    nested(cb: (next: (n: number) => string) => boolean): (stop: () => void) => void
    version: string
  }

  test('lets every function be synchronous or not', () => {
    expectTypeOf<Local<Api>['plain']>().toEqualTypeOf<(n: number) => number | Promise<number>>()
    expectTypeOf<Local<Api>['version']>().toEqualTypeOf<string>()
  })

  test('gives functions of the other side, and takes plain ones', () => {
    expectTypeOf<Parameters<Local<Api>['nested']>>().toEqualTypeOf<
      [cb: RemoteFunction<(next: (n: number) => string) => boolean>]
    >()
    type Returned = Awaited<ReturnType<Local<Api>['nested']>>
    expectTypeOf<Returned>().toEqualTypeOf<(stop: RemoteFunction<() => void>) => void>()
  })

  test('wants all overloads, and keeps type parameters', () => {
    const over = (key: string | number, cb?: RemoteFunction<(n: number) => void>): never => {
      throw new Error(String(cb ?? key))
    }
    expectTypeOf(over).toExtend<Local<Api>['over']>()
    expectTypeOf((key: string) => key).not.toExtend<Local<Api>['over']>()
    expectTypeOf<Local<Api>['echoNow']>().toEqualTypeOf<<T>(value: T) => T>()
  })
})
