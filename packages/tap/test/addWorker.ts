import { pair, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

let kept: RemoteFunction<(n: number) => void>[] = []

const local = {
  add: (a: number, b: number) => a + b,
  echo: (value: unknown) => value,
  keep: (fn: RemoteFunction<(n: number) => void>) => void kept.push(fn),
  async tell(n: number) {
    for (const fn of kept) await fn(n)
  },
  drop() {
    for (const fn of kept) fn.unbind()
    kept = []
  },
  make: () => (n: number) => n * 2,
  never: () => new Promise<void>(() => {}),
}

export type AddApi = typeof local

pair({ ...workerTransport(self as unknown as Worker), local })
