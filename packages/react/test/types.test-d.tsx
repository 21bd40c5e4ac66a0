import {
  createIorpc,
  createRemoteStore,
  IorpcProvider,
  useRemote,
  useRemoteCall,
  useRemoteCallback,
  useRemoteStore,
  useRemoteSubscription,
  useRemoteValue,
  type CallTools,
} from '@iorpc/react'
import type { Pair, Remote, RemoteFunction, Transport } from 'iorpc'
import { expectTypeOf } from 'vitest'

interface Api {
  add(a: number, b: number): number
  resize(image: Blob, onProgress?: (done: number) => void): Promise<Blob>
  watch(symbol: string, next: (price: number) => void): () => void
}
interface Page {
  log(line: string): void
}
declare const transport: Transport
declare const api: Pair<Api, Page>
declare const image: Blob

export function Types(): null {
  // IorpcProvider: a pair or a connect, never both
  void (<IorpcProvider api={api} />)
  void (<IorpcProvider connect={() => transport} options={{ callTimeout: 1000 }} name="worker" />)
  void (<IorpcProvider connect={async () => transport} />)
  void (<IorpcProvider<Api, Page> connect={() => transport} local={{ log: (line) => void line.trim() }} />)
  // @ts-expect-error -- it is neither
  void (<IorpcProvider />)
  // @ts-expect-error -- it is both
  void (<IorpcProvider api={api} connect={() => transport} />)
  // @ts-expect-error -- `log` takes a string
  void (<IorpcProvider<Api, Page> connect={() => transport} local={{ log: (line: number) => void line }} />)

  // useRemote
  const remote = useRemote<Api>()
  expectTypeOf(remote).toEqualTypeOf<Remote<Api>>()
  expectTypeOf(remote.add(1, 2)).toEqualTypeOf<Promise<number>>()
  // @ts-expect-error -- no such function
  void remote.subtract

  // useRemoteCallback: the function it was given, or one that returns nothing
  expectTypeOf(useRemoteCallback((n: number) => String(n))).toEqualTypeOf<(n: number) => string>()
  expectTypeOf(useRemoteCallback((n: number) => String(n), { delivery: 'every' })).toEqualTypeOf<
    (n: number) => string
  >()
  expectTypeOf(useRemoteCallback((n: number) => String(n), { delivery: 'frame' })).toEqualTypeOf<
    (n: number) => void
  >()
  void remote.resize(
    image,
    useRemoteCallback((done) => void done),
  )

  // useRemoteCall: by name
  const add = useRemoteCall<Api['add']>('add')
  expectTypeOf(add.call).toEqualTypeOf<(a: number, b: number) => Promise<number>>()
  if (add.status === 'success') expectTypeOf(add.data).toEqualTypeOf<number>()
  if (add.status === 'idle') expectTypeOf(add.data).toEqualTypeOf<undefined>()
  expectTypeOf(add.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(add.error).toEqualTypeOf<unknown>()

  // useRemoteCall: by a function
  const resize = useRemoteCall((worker: Remote<Api>, { report }: CallTools<number>, picture: Blob) =>
    worker.resize(picture, report),
  )
  expectTypeOf(resize.call).toEqualTypeOf<(picture: Blob) => Promise<Blob>>()
  expectTypeOf(resize.progress).toEqualTypeOf<number | undefined>()

  // Functions in results can be unbound.
  const watch = useRemoteCall<Api['watch']>('watch')
  expectTypeOf(watch.data).toEqualTypeOf<RemoteFunction<() => void> | undefined>()

  // useRemoteValue
  expectTypeOf(useRemoteValue((worker: Remote<Api>) => worker.add(1, 2), [])).toEqualTypeOf<number>()
  expectTypeOf(useRemoteValue<Api['add']>('add', [1, 2])).toEqualTypeOf<number>()
  // @ts-expect-error -- the arguments of `add` are numbers
  useRemoteValue<Api['add']>('add', ['1', 2])

  // useRemoteSubscription
  const subscribe = (worker: Remote<Api>, next: (price: number) => void) => worker.watch('ACME', next)
  expectTypeOf(useRemoteSubscription(subscribe, []).data).toEqualTypeOf<number | undefined>()
  expectTypeOf(useRemoteSubscription(subscribe, [], { initial: 0 }).data).toEqualTypeOf<number>()

  // useRemoteStore
  const store = createRemoteStore(subscribe, { initial: 0 })
  expectTypeOf(useRemoteStore(store)).toEqualTypeOf<number>()
  expectTypeOf(useRemoteStore(store, (price) => price.toFixed())).toEqualTypeOf<string>()
  expectTypeOf(useRemoteStore(createRemoteStore(subscribe))).toEqualTypeOf<number | undefined>()

  // createIorpc: typed once
  const iorpc = createIorpc<Api, Page>()
  void (<iorpc.IorpcProvider connect={() => transport} local={{ log: (line) => void line.trim() }} />)
  void (<iorpc.IorpcProvider api={api} />)
  expectTypeOf(iorpc.useRemote()).toEqualTypeOf<Remote<Api>>()
  expectTypeOf(iorpc.useRemoteCall('add').call).toEqualTypeOf<(a: number, b: number) => Promise<number>>()
  expectTypeOf(
    iorpc.useRemoteCall((worker, { report }: CallTools<number>, picture: Blob) =>
      worker.resize(picture, report),
    ).call,
  ).toEqualTypeOf<(picture: Blob) => Promise<Blob>>()
  expectTypeOf(iorpc.useRemoteValue('add', [1, 2])).toEqualTypeOf<number>()
  expectTypeOf(iorpc.useRemoteValue((worker) => worker.add(1, 2), [])).toEqualTypeOf<number>()
  expectTypeOf(
    iorpc.useRemoteSubscription((worker, next: (price: number) => void) => worker.watch('ACME', next), [], {
      initial: 0,
    }).data,
  ).toEqualTypeOf<number>()
  // @ts-expect-error -- no such function
  iorpc.useRemoteCall('subtract')
  iorpc.useInvalidate()('add', 1)
  // @ts-expect-error -- no such function
  iorpc.useInvalidate()('subtract')
  return null
}
