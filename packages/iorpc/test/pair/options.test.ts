import { describe, expect, test, vi } from 'vitest'
import { pair, type Id, type Packet, type PairOptions, type RemoteFunction } from 'iorpc'
import { connect, scripted, settle, type AnyApi } from '../support/connect.js'

const call = (apiFunc: string, cbId: Id | false, ...args: unknown[]) => ({
  apiFunc,
  cbId,
  args,
  argsTransform: [],
})

describe('cbIdGenerator', () => {
  const counter = (format: (n: number) => Id) => {
    let n = 0
    return () => format(++n)
  }

  test.each<[string, (n: number) => Id]>([
    ['numbers', (n) => n],
    ['text', (n) => `id-${n}`],
    ['numbers as text', (n) => String(n)],
    ['fractions', (n) => n / 7],
  ])('%s, the same on both sides', async (_name, format) => {
    const { A, B } = connect(
      { options: { cbIdGenerator: counter(format) } },
      {
        options: { cbIdGenerator: counter(format) },
        local: {
          async add(a: RemoteFunction<() => number>, b: RemoteFunction<() => number>) {
            const sum = (await a()) + (await b())
            a.unbind()
            b.unbind()
            return () => sum
          },
        },
      },
    )
    const get = await A.remote.add(
      () => 1,
      () => 2,
    )
    expect(await get()).toBe(3)
    get.unbind()
    await settle()
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test('ids that are in use are asked for again', () => {
    const ids = [1, 1, 1, 2]
    const { it, take } = scripted({ options: { cbIdGenerator: () => ids.shift() ?? 9 } })
    it.remote.f().catch(() => {})
    it.remote.f().catch(() => {})
    expect(take().map((packet) => packet.cbId)).toEqual([1, 2])
  })

  test('ids that differ as text are different ids', async () => {
    const ids = ['7', 8, '007', ' 7', 7.5, -7, '7.50', '1e2', 100, '9007199254740993', 9007199254740992, 1e21]
    const all = [...ids]
    const { it, take, receive } = scripted({ options: { cbIdGenerator: () => ids.shift() ?? 7 } })
    const results = all.map(() => it.remote.f())
    expect(take().map((packet) => packet.cbId)).toEqual(all)
    for (const id of [...all].reverse())
      receive({ apiFunc: String(id), cbId: false, args: [`answer of ${id}`], argsTransform: [] })
    expect(await Promise.all(results)).toEqual(all.map((id) => `answer of ${id}`))
  })

  test('an id and its text are the same id', async () => {
    const ids = ['7', 7, '7', 8]
    const { it, take, receive } = scripted({ options: { cbIdGenerator: () => ids.shift() ?? 9 } })
    const results = [it.remote.f(), it.remote.f()]
    expect(take().map((packet) => packet.cbId)).toEqual(['7', 8])
    receive({ apiFunc: 'iorpcThrowError', cbId: false, args: [7, 'reason', false], argsTransform: [] })
    receive({ apiFunc: 'iorpcThrowError', cbId: false, args: ['8', 'reason', false], argsTransform: [] })
    expect(await Promise.allSettled(results)).toMatchObject([{ reason: 'reason' }, { reason: 'reason' }])
  })

  test.each<[string, () => unknown]>([
    ['always the same', () => 1],
    ['no id at all', () => undefined],
    ['a reserved name', () => 'iorpcUnbind'],
    ['NaN', () => NaN],
  ])('%s: the call rejects with IORPC_NO_ID', async (_name, generate) => {
    const { it } = scripted({ options: { cbIdGenerator: generate as () => Id } })
    it.remote.f().catch(() => {})
    await expect(it.remote.f(() => 1)).rejects.toMatchObject({ code: 'IORPC_NO_ID' })
    expect(it.bindings().callbacks).toBe(0)
  })

  test('no id for a function that is returned: its call has succeeded, the caller gets IORPC_NO_ID', () => {
    const settled = vi.fn()
    const { take, receive } = scripted({
      options: { cbIdGenerator: () => NaN },
      local: { get: () => () => 1 },
      observer: { callSettled: settled },
    })
    receive({ apiFunc: 'get', cbId: 4, args: [], argsTransform: [] })
    expect(take()).toMatchObject([
      { apiFunc: 'iorpcThrowError', args: [4, expect.any(String), expect.any(String)] },
    ])
    expect(settled.mock.calls).toMatchObject([[{ direction: 'in', outcome: 'resolved' }]])
  })
})

describe('taggedPackets', () => {
  const tagged = { taggedPackets: true }

  test('kind is the last key: call for names and control packets, cb for ids', async () => {
    const { A, packets } = connect(
      {},
      { local: { async run(cb: RemoteFunction<() => void>) { await cb(); cb.unbind(); throw new Error('end') } } }, // prettier-ignore
      tagged,
    )
    await expect(A.remote.run(() => {})).rejects.toThrow('end')
    A.remote.noWait.run(() => {})
    expect(packets.map(({ packet }) => packet.kind)).toEqual(['call', 'cb', 'cb', 'call', 'call', 'call'])
    for (const { packet } of packets) {
      expect(Object.keys(packet)).toEqual(['apiFunc', 'cbId', 'args', 'argsTransform', 'kind'])
    }
  })

  test('names and ids are never taken for each other', async () => {
    const { it, take, receive } = scripted({
      options: { ...tagged, cbIdGenerator: () => 'add' },
      local: { add: () => 'local', sub: () => 'local' },
    })
    it.remote.noWait.f(() => 'callback')
    take()
    receive({ ...call('add', 1), kind: 'call' })
    receive({ ...call('add', 2), kind: 'cb' })
    receive({ ...call('f', 3), kind: 'cb' })
    receive({ ...call('sub', 4), kind: 'cb' })
    expect(take().map((packet) => [packet.apiFunc, packet.args[0]])).toEqual([
      ['1', 'local'],
      ['2', 'callback'],
      ['iorpcThrowError', 3],
      ['iorpcThrowError', 4],
    ])
  })

  test('numeric names can be called', async () => {
    const { A } = connect({}, { local: { 123: () => 'by number' } }, tagged)
    expect(await A.remote['123']()).toBe('by number')
  })

  test('a packet without kind is refused and the message says why', () => {
    const { take, receive } = scripted({ options: tagged, local: { add: () => 1 } })
    receive(call('add', 1))
    expect(take()[0]?.args[1]).toContain('taggedPackets')
  })

  test('kind is ignored without the option', async () => {
    const { take, receive } = scripted({ local: { add: () => 1 } })
    receive({ ...call('add', 1), kind: 'cb' })
    expect(take()).toMatchObject([{ apiFunc: '1', args: [1] }])
  })
})

test('numeric names work without tags as well', async () => {
  const { A } = connect({}, { local: { 123: () => 'by number' } })
  expect(await A.remote['123']()).toBe('by number')
})

test.each<[string, PairOptions]>([
  ['alike', {}],
  ['one of them nested', { allowNestedFunctions: true }],
  ['one of them tagged', { taggedPackets: true }],
])('several pairs share one channel with ignoreCallbackUnavailable: %s', async (_name, ofSecond) => {
  const { port1, port2 } = new MessageChannel()
  const over = (port: MessagePort, local: object, options?: PairOptions) =>
    pair<AnyApi>({
      send: (packet: Packet) => port.postMessage(packet),
      on: (handler) => {
        port.addEventListener('message', (event) => handler(event.data))
        port.start()
      },
      local: local as AnyApi,
      options: { ignoreCallbackUnavailable: true, ...options },
    })
  const first = over(port1, {})
  const second = over(port1, {}, ofSecond)
  const later = <T>(value: T) => settle().then(() => value)
  const peers = [
    over(port2, { one: (cb: () => Promise<unknown>) => later(cb()), get: () => later(() => 'got') }),
    over(port2, { two: (cb: () => Promise<unknown>) => later(cb()) }, ofSecond),
  ]
  expect(await Promise.all([first.remote.one(() => 1), second.remote.two(() => 2)])).toEqual([1, 2])
  const get = (await first.remote.get()) as RemoteFunction<() => string>
  expect(await get()).toBe('got')
  expect([first, second].map((it) => it.bindings().calls)).toEqual([0, 0])
  for (const it of [first, second, ...peers]) it.close()
  port1.close()
  port2.close()
})

test('with ignoreCallbackUnavailable, broken packets for this pair still get their error', () => {
  const { it, take, receive } = scripted({
    options: { ignoreCallbackUnavailable: true },
    local: { add: () => 1 },
  })
  it.remote.noWait.f(() => 1)
  const own = ['add', String(take()[0]?.args[0])]
  for (const [index, apiFunc] of [...own, 'unknown'].entries())
    receive({ ...call(apiFunc, index), args: 'none' })
  expect(take().map(({ args }) => args[0])).toEqual([0, 1])
})
