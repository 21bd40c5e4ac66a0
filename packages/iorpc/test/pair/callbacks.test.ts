import { describe, expect, test } from 'vitest'
import type { RemoteFunction } from 'iorpc'
import { connect, scripted, settle } from '../support/connect.js'

type Callback = RemoteFunction<(...args: unknown[]) => unknown>

describe('functions are ordinary values', () => {
  test('a callback reports progress', async () => {
    const steps: number[] = []
    const { A } = connect(
      {},
      {
        local: {
          async count(to: number, onStep: Callback) {
            for (let n = 1; n <= to; n++) await onStep(n)
          },
        },
      },
    )
    await A.remote.count(3, (n: number) => steps.push(n))
    expect(steps).toEqual([1, 2, 3])
  })

  test('a result function can be called, and its own results too', async () => {
    const { A } = connect(
      {},
      { local: { adder: (a: number) => (b: number) => async (c: number) => a + b + c } },
    )
    const addOne = await A.remote.adder(1)
    const addThree = await addOne(2)
    expect(await addThree(3)).toBe(6)
  })

  test('a callback may take and return callbacks', async () => {
    const { A } = connect(
      {},
      { local: { async run(cb: Callback) { const inner = (await cb(() => 'from B')) as Callback; return inner() } } }, // prettier-ignore
    )
    expect(await A.remote.run(async (fromB: Callback) => async () => `A got ${String(await fromB())}`)).toBe(
      'A got from B',
    )
  })

  test('unbind() of a result gives it up on the other side', async () => {
    const { A, B } = connect({}, { local: { get: async () => () => 1 } })
    const fn = await A.remote.get()
    expect(B.bindings().callbacks).toBe(1)
    fn.unbind()
    await settle()
    expect(B.pending()).toBe(0)
    await expect(fn()).rejects.toMatchObject({ code: 'IORPC_NO_CALLBACK' })
  })

  test('a result that is a function can be disposed of', async () => {
    const { A, B } = connect({}, { local: { get: async () => () => 1 } })
    const fn = await A.remote.get()
    fn[Symbol.dispose]()
    await settle()
    expect(B.pending()).toBe(0)
  })

  test('an unbind never hits a call of the same number on the other side', () => {
    const { it, take, receive } = scripted({ local: { work: () => new Promise(() => {}) } })
    it.remote.noWait.sub(() => 1)
    const id = take()[0]?.args[0]
    // A foreign peer may use the id of our callback for a call of its own.
    receive({ apiFunc: 'work', cbId: id, args: [], argsTransform: [] })
    receive({ apiFunc: 'iorpcUnbind', cbId: false, args: [id], argsTransform: [] })
    expect(it.pending()).toBe(0)
  })

  test('own ids of calls and of functions are never the same', () => {
    const { it, take } = scripted()
    for (let i = 0; i < 5000; i++) it.remote.noWait.f(() => 1)
    for (let i = 0; i < 4000; i++) it.remote.f().catch(() => {})
    const packets = take()
    const functions = packets.flatMap((packet) => (packet.cbId === false ? packet.args : [])) as number[]
    const calls = packets.flatMap((packet) => (packet.cbId === false ? [] : packet.cbId)) as number[]
    expect(new Set([...functions, ...calls]).size).toBe(9000)
    expect(functions.every((id) => id % 2 === 1)).toBe(true)
    expect(calls.every((id) => id % 2 === 0)).toBe(true)
    expect(Math.max(...functions, ...calls)).toBeLessThan(2 ** 30)
  })

  test('a duplicate of a reply does not give back the functions that the first one brought', async () => {
    const { it, take, receive } = scripted()
    const call = it.remote.get()
    const reply = { apiFunc: String(take()[0]?.cbId), cbId: false, args: [77], argsTransform: [0] }
    receive(structuredClone(reply))
    receive(structuredClone(reply))
    expect(typeof (await call)).toBe('function')
    expect(take()).toEqual([])
  })
})

describe('functions inside objects and arrays', () => {
  const nested = { allowNestedFunctions: true }

  test('arrive at their places, beside data', async () => {
    const { A } = connect(
      {},
      { local: { call: async (o: { a: Callback; list: [Callback, string]; data: Date }) => [await o.a(), await o.list[0](), o.data] } }, // prettier-ignore
      nested,
    )
    const date = new Date(5)
    expect(await A.remote.call({ a: () => 1, list: [() => 2, 'x'], data: date })).toEqual([1, 2, date])
  })

  test('the given objects are not changed', async () => {
    const { A } = connect({}, { local: { f: () => 1 } }, nested)
    const fn = () => 1
    const value = Object.freeze({ fn, list: Object.freeze([fn]), deep: Object.freeze({ fn }) })
    await A.remote.f(value)
    expect(value).toEqual({ fn, list: [fn], deep: { fn } })
  })

  test('own keys named __proto__, constructor and prototype are plain data', async () => {
    const { A } = connect({}, { local: { keys: (o: object) => [Object.keys(o), Object.getPrototypeOf(o) === Object.prototype] } }, nested) // prettier-ignore
    const value = JSON.parse('{"__proto__":{"x":1},"constructor":2,"prototype":3}') as Record<string, unknown>
    value.fn = () => 1
    expect(await A.remote.keys(value)).toEqual([['__proto__', 'constructor', 'prototype', 'fn'], true])
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  test('a function under __proto__ crosses as well', async () => {
    const { A } = connect({}, { local: { call: (o: object) => (Object.getOwnPropertyDescriptor(o, '__proto__')?.value as Callback)() } }, nested) // prettier-ignore
    const value = {}
    Object.defineProperty(value, '__proto__', { value: () => 'called', enumerable: true })
    expect(await A.remote.call(value)).toBe('called')
  })

  test('a cycle without functions passes', async () => {
    const { A } = connect({}, { local: { same: (o: { self: unknown }) => o.self === o } }, nested)
    const value: { self?: unknown } = {}
    value.self = value
    expect(await A.remote.same(value, () => 1)).toBe(true)
  })

  test.each([
    ['a function in a cycle', () => { const value: Record<string, unknown> = { fn: () => 1 }; value.self = value; return value }], // prettier-ignore
    ['10,000 levels', () => { let value: unknown = () => 1; for (let i = 0; i < 10_000; i++) value = { value }; return value }], // prettier-ignore
    ['a getter that throws', () => ({ get fn() { throw new Error('no') } })], // prettier-ignore
  ])('%s rejects the call and leaves nothing bound', async (_name, make) => {
    const { A } = connect({}, { local: { f: () => 1 } }, nested)
    await expect(A.remote.f(() => 1, make())).rejects.toMatchObject({ name: 'IorpcError' })
    expect(A.pending()).toBe(0)
  })

  test('an object that many places share is walked in reasonable time', async () => {
    const { A } = connect({}, { local: { f: () => 'done' } }, nested)
    let value: unknown = { leaf: 1 }
    for (let i = 0; i < 40; i++) value = { a: value, b: value }
    expect(await A.remote.f(value)).toBe('done')
  })

  test('functions that stand on a map or a date stay there, and are not bound', () => {
    const { it, take } = scripted({ options: { allowNestedFunctions: true } })
    const values = [new Map(), new Date(0)].map((value) => Object.assign(value, { fn: () => 1 }))
    it.remote.noWait.f({ values })
    const [{ values: sent }] = take()[0]?.args as [{ values: unknown[] }]
    expect(sent[0]).toBe(values[0])
    expect(sent[1]).toBe(values[1])
    expect(it.bindings().callbacks).toBe(0)
  })

  test('typed arrays, maps and class instances pass as they are', async () => {
    const { A } = connect({}, { local: { f: (...values: unknown[]) => values } }, nested)
    class Point {
      x = 1
    }
    const values = [new Uint8Array([1, 2]), new Map([[1, 2]]), new Set([1]), /x/g, new Error('e')]
    expect(await A.remote.f(...values, new Point())).toEqual([...values, { x: 1 }])
  })

  test('the other side is told when it has not set the option', async () => {
    const { A } = connect({ options: nested }, { local: { f: () => 1 } })
    await expect(A.remote.f({ cb: () => 1 })).rejects.toThrow(/allowNestedFunctions/)
  })
})
