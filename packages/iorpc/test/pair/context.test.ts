import { describe, expect, test } from 'vitest'
import type { CallContext } from 'iorpc'
import { connect, type AnyApi } from '../support/connect.js'

type Context = CallContext<AnyApi>

describe('this of a called function', () => {
  test('has remoteApi and iorpcPending, in functions of local', async () => {
    const local = {
      async relay(this: Context) {
        return [await this.remoteApi.name?.(), this.iorpcPending()]
      },
    }
    const { A } = connect({ local: { name: () => 'A' } }, { local })
    expect(await A.remote.relay()).toEqual(['A', 0])
  })

  test('in callbacks, and in functions that they return', async () => {
    const { A } = connect(
      {},
      {
        local: { name: () => 'B', run: async (cb: () => Promise<() => Promise<unknown>>) => (await cb())() },
      },
    )
    const result = await A.remote.run(async function (this: Context) {
      const outer = this.remoteApi
      return async function (this: Context) {
        return [await this.remoteApi.name?.(), outer === this.remoteApi, this.iorpcPending()]
      }
    })
    expect(result).toEqual(['B', true, 3])
  })

  test('arrow functions keep their own', async () => {
    const owner = { make: () => ({}) as unknown, sees: undefined as unknown }
    owner.make = function () {
      return { f: () => void (this.sees = this) }
    }
    const { A } = connect({}, { local: owner.make() as object })
    await A.remote.f()
    expect(owner.sees).toBe(owner)
  })

  test('functions of local see their neighbours, and what they write stays', async () => {
    const local = {
      count: 0,
      next(this: Context & { count: number; step(): number }) {
        this.count += this.step()
        return this.count
      },
      step: () => 2,
    }
    const { A } = connect({}, { local })
    await A.remote.next()
    expect(await A.remote.next()).toBe(4)
    expect(local.count).toBe(4)
  })

  test('an instance of a class works, its methods are callable, inherited ones too', async () => {
    class Base {
      total = 0
      reset() {
        this.total = 0
        return 'reset'
      }
    }
    class Counter extends Base {
      add(n: number) {
        this.total += n
        return this.total
      }
      get secret() {
        return () => 'no'
      }
    }
    const { A } = connect({}, { local: new Counter() })
    await A.remote.add(2)
    expect(await A.remote.add(3)).toBe(5)
    expect(await A.remote.reset()).toBe('reset')
    await expect(A.remote.secret()).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
  })

  test('private fields need injectToThis: false, where this is local itself', async () => {
    class Counter {
      #total = 0
      add(n: number) {
        return (this.#total += n)
      }
    }
    const { A } = connect({}, { local: new Counter(), options: { injectToThis: false } })
    await A.remote.add(2)
    expect(await A.remote.add(3)).toBe(5)
  })

  test('a signal of an undisturbed call is not aborted', async () => {
    const { A } = connect({}, { local: { f(this: Context) { return this.signal.aborted } } }) // prettier-ignore
    expect(await A.remote.f()).toBe(false)
  })
})
