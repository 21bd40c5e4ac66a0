import type { PairOptions, Remote } from 'iorpc'
import type { AnyApi } from '../support/connect.js'

export interface Scenario {
  options?: PairOptions
  local: object
  run(remote: Remote<AnyApi>, tick: () => Promise<unknown>): unknown
}

const nested = { allowNestedFunctions: true }
const one = () => 1

/** What side B exposes and what side A calls; `vectors.json` has the packets that must come of it, under the same name. */
export const scenarios: Record<string, Scenario> = {
  'plain-call': { local: { add: (a: number, b: number) => a + b }, run: (remote) => remote.add(1, 2) },
  'call-no-args': { local: { ping: () => 'pong' }, run: (remote) => remote.ping() },
  'async-result': { local: { ping: async () => 'pong' }, run: (remote) => remote.ping() },
  'undefined-result': { local: { f() {} }, run: (remote) => remote.f() },
  'undefined-and-NaN-args': {
    local: { f: (...args: unknown[]) => args.length },
    run: (remote) => remote.f(undefined, NaN, 'x'),
  },
  'trailing-object-arg': {
    local: { f: (value: unknown) => value },
    run: (remote) => remote.f({ a: 1, b: [2] }),
  },
  'call-with-callback': { local: { sub: one }, run: (remote) => remote.sub(one) },
  'same-callback-twice': {
    local: { sub: (a: unknown, b: unknown) => a === b },
    run: (remote) => remote.sub(one, one),
  },
  'same-callback-two-calls': {
    local: { sub: one },
    run: async (remote) => {
      await remote.sub(one)
      return remote.sub(one)
    },
  },
  'callback-invocation': {
    local: { sub: async (cb: (s: string, n: number) => unknown) => await cb('p', 1) },
    run: (remote) => remote.sub((s: string, n: number) => s + n),
  },
  'callback-throws': {
    local: {
      async sub(cb: () => unknown) {
        try {
          await cb()
        } catch (error) {
          return `caught ${(error as Error).message}`
        }
      },
    },
    run: (remote) =>
      remote.sub(() => {
        throw new Error('in cb')
      }),
  },
  'function-returned-sync': { local: { getFn: () => one }, run: (remote) => remote.getFn() },
  'returned-function-called-and-unbound': {
    local: { getFn: async () => (x: number) => x + 1 },
    run: async (remote) => {
      const fn = await remote.getFn()
      const result = await fn(1)
      fn.unbind()
      return result
    },
  },
  'callback-arg-unbound-by-callee': {
    local: {
      sub(cb: { unbind(): void }) {
        cb.unbind()
        return 1
      },
    },
    run: (remote) => remote.sub(one),
  },
  noWait: {
    local: { log: () => 5 },
    run: (remote, tick) => {
      remote.noWait.log('x')
      return tick()
    },
  },
  'noWait-with-callback': {
    local: { log() {} },
    run: (remote, tick) => {
      remote.noWait.log(one)
      return tick()
    },
  },
  'sync-throw-Error': {
    local: {
      bad() {
        throw new TypeError('boom')
      },
    },
    run: (remote) => remote.bad(),
  },
  'sync-throw-string': {
    local: {
      bad() {
        throw 'someError'
      },
    },
    run: (remote) => remote.bad(),
  },
  'missing-function': { local: {}, run: (remote) => remote.nope() },
  'missing-callback': {
    local: {
      async sub(cb: { (n: number): unknown; unbind(): void }) {
        cb.unbind()
        try {
          await cb(1)
        } catch (error) {
          return error instanceof Error
        }
      },
    },
    run: (remote) => remote.sub(one),
  },
  'nested-plain-call': {
    options: nested,
    local: { add: (a: number, b: number) => a + b },
    run: (remote) => remote.add(1, 2),
  },
  'nested-top-level-callback': {
    options: nested,
    local: { sub: one },
    run: (remote) => remote.sub('x', one),
  },
  'nested-object-callback': {
    options: nested,
    local: { sub: one },
    run: (remote) => remote.sub({ name: 'n', onA() {}, deep: { onB() {}, keep: 1 } }),
  },
  'nested-mixed': {
    options: nested,
    local: {
      sub: async (a: { f(): unknown }, _b: unknown, c: (value: unknown) => unknown) =>
        await c({ r: await a.f() }),
    },
    run: (remote) => remote.sub({ f: () => 10 }, [{ g() {} }, 's'], (value: { r: unknown }) => value.r),
  },
  'nested-result-two-functions': {
    options: nested,
    local: { get: () => ({ fn1: () => 1, fn2: () => 2, v: 3 }) },
    run: async (remote) => {
      const { fn1, fn2, v } = await remote.get()
      const results = [await fn1(), await fn2(), v]
      fn1.unbind()
      fn2.unbind()
      return results
    },
  },
  'nested-noWait-unbind': {
    options: nested,
    local: { sub: (cb: { unbind(): void }) => cb.unbind() },
    run: (remote, tick) => {
      remote.noWait.sub(one)
      return tick()
    },
  },
  'nested-date-and-empty-objects': {
    options: nested,
    local: { f: one },
    run: (remote) => remote.f({}, [], new Date(0), { a: {} }),
  },
  'nested-reserved-keys-kept': {
    options: nested,
    local: { f: (value: object) => Object.keys(value) },
    run: (remote) => remote.f({ constructor: 'ACME', keep: 1 }),
  },
}
