import type { Bindings, CallContext, RemoteFunction } from 'iorpc'

type Notify<T> = RemoteFunction<(value: T) => unknown>

/** What the worker of the tests can do. */
export type WorkerApi = ReturnType<typeof createWorkerApi>

export function createWorkerApi(bindings: () => Bindings) {
  let aborted = 0
  let watchers = 0
  let kept: Notify<number> | undefined
  let value = 0
  let uses = 0
  const subscribers = new Set<Notify<number>>()

  return {
    add: (a: number, b: number) => a + b,
    echo: async <T>(given: T): Promise<T> => given,
    fail(message: string): never {
      throw new Error(message)
    },
    later: <T>(given: T, ms: number) => new Promise<T>((resolve) => setTimeout(resolve, ms, given)),

    /** Never answers; counts that it was aborted. */
    hang(this: CallContext) {
      this.signal.addEventListener('abort', () => aborted++)
      return new Promise<void>(() => {})
    },
    aborted: () => aborted,

    /** Calls back `times` times as fast as it can. */
    async count(times: number, onStep: Notify<number>) {
      let last: Promise<unknown> = Promise.resolve()
      for (let step = 1; step <= times; step++) last = onStep(step) as Promise<unknown>
      await last
      return times
    },

    /** Keeps the function, and calls it when `callKept` asks. */
    keep(fn: Notify<number>) {
      kept = fn
    },
    useOnce(fn: Notify<number>) {
      uses++
      fn.unbind()
    },
    uses: () => uses,
    callKept: (given: number) => kept?.(given),

    makeAdder: (a: number) => (b: number) => a + b,
    /** Passes a function to the callback. */
    lend: async (onFunction: RemoteFunction<(double: (n: number) => number) => void>) => {
      await onFunction((n: number) => n * 2)
    },

    /** Tells a number again and again until it is stopped. */
    watch(onNumber: Notify<number>) {
      watchers++
      let n = 0
      const timer = setInterval(() => {
        // The page may be gone.
        Promise.resolve(onNumber(++n)).catch(() => clearInterval(timer))
      }, 5)
      return () => {
        watchers--
        clearInterval(timer)
      }
    },
    watchers: () => watchers,

    /** A value that can be watched. */
    watchValue(onValue: Notify<number>) {
      subscribers.add(onValue)
      void onValue(value)
      return () => void subscribers.delete(onValue)
    },
    setValue(next: number) {
      value = next
      for (const tell of subscribers) void tell(next)
    },

    bindings,
    crash() {
      setTimeout(() => {
        throw new Error('crashed')
      })
    },
  }
}
