import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { IorpcError, pair, transfer, type Packet, type Transport } from 'iorpc'
import { batch, portTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import { peerApi, type PeerApi } from './peers/api.js'

/** A real port that is wrapped on both sides; `messages` is what the near side has sent through it. */
function connect(late = false) {
  const { port1, port2 } = new MessageChannel()
  const messages: unknown[] = []
  const near = portTransport(port1)
  const counted = {
    ...near,
    send(packet: Packet, list?: Transferable[]) {
      messages.push(structuredClone(packet))
      return near.send(packet, list as never)
    },
  }
  const serve = () => {
    const die = () => port2.close()
    const it = pair({ ...batch(portTransport(port2)), local: peerApi(die, () => it.close()) })
  }
  if (late) setTimeout(serve, 50)
  else serve()
  const transport = batch(counted)
  return { transport, messages }
}

function connectPair() {
  const { transport, messages } = connect()
  const api = pair<PeerApi>({ ...transport })
  onTestFinished(() => api.close())
  return { remote: api.remote, api, messages }
}

testTransport('a batched MessagePort', {
  connect: (late) => ({ transport: connect(late).transport, kill: ({ remote }) => remote.noWait.die() }),
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})

describe('a batch', () => {
  test('is one message for what is called in one microtask', async () => {
    const { remote, messages } = connectPair()
    const sums = await Promise.all(Array.from({ length: 1000 }, (_, n) => remote.add(n, 1)))
    expect(sums).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1))
    expect(messages).toEqual([expect.any(String)])
  })

  test('of one packet is that packet', async () => {
    const { remote, messages } = connectPair()
    await remote.add(1, 2)
    await remote.byteLength(new Uint8Array(3))
    expect(messages).toMatchObject([
      { apiFunc: 'add', args: [1, 2] },
      { apiFunc: 'byteLength', args: [new Uint8Array(3)] },
    ])
  })

  test.each([
    ['text', 'when JSON carries all values exactly', [1.5, 'text', true, null, { deep: [{ a: 1 }] }]],
    ['array', 'when primitives need a clone', [undefined, NaN, -0, Infinity]],
  ])('is %s %s', async (form, _when, values) => {
    const { remote, messages } = connectPair()
    expect(await Promise.all(values.map((value) => remote.echo(value)))).toEqual(values)
    expect(messages).toHaveLength(1)
    expect(typeof messages[0]).toBe(form === 'text' ? 'string' : 'object')
  })

  test.each<[string, Partial<Packet>]>([
    ['an answer without a value', { apiFunc: '703687440', cbId: false, args: [undefined] }],
    ['an answer with a function', { apiFunc: '703687440', cbId: 703687442, args: [5], argsTransform: [0] }],
    ['nested mode', { argsTransform: {} }],
    ['functions in nested mode', { args: [{ onStep: 5 }], argsTransform: { 0: { onStep: 1 } } }],
    ['a kind', { kind: 'call' }],
    ['a name that is a number', { apiFunc: '007' }],
    ['an id that is text', { cbId: 'id' }],
    ['many undefined', { args: [undefined, undefined] }],
    ['no arguments', { args: [] }],
    ['a list as argument', { args: [[1, [2]]] }],
  ])('carries %s as it is', async (_name, parts) => {
    const messages: unknown[] = []
    let deliver: (message: unknown) => void = () => {}
    const { send, on } = batch<Transport>({
      send: (it) => messages.push(it),
      on: (handler) => (deliver = handler),
    })
    const seen: unknown[] = []
    on((packet) => seen.push(packet))
    const packet: Packet = { apiFunc: 'a', cbId: 1, args: [1, 'b'], argsTransform: [], ...parts }
    send(packet)
    send(packet)
    await vi.waitFor(() => expect(messages).toHaveLength(1))
    deliver(structuredClone(messages[0]))
    expect(seen).toStrictEqual([packet, packet])
    expect(JSON.stringify(seen[0])).toBe(JSON.stringify(packet))
  })

  test('is text when functions return nothing', async () => {
    const messages: unknown[] = []
    const { send } = batch<Transport>({ send: (it) => messages.push(it), on: () => {} })
    for (const id of ['2', '4']) send({ apiFunc: id, cbId: false, args: [undefined], argsTransform: [] })
    await vi.waitFor(() => expect(messages).toEqual([expect.any(String)]))
  })

  const shared = { shared: true }
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  test.each([
    ['a Date', new Date(0)],
    ['a Map', new Map([[1, 2]])],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['undefined in an object', { a: undefined, b: NaN }],
    ['an array with holes', [1, , 3]], // eslint-disable-line no-sparse-arrays
    ['an array with a key', Object.assign([1, 2], { key: 3 })],
    ['an object in two places', [shared, shared]],
    ['a cycle', cycle],
    ['much', Array.from({ length: 5000 }, (_, n) => n)],
    ['a long text', 'x'.repeat(100_000)],
    ['a lone surrogate', '\ud800'],
    ['a bigint', 10n],
    ['a key __proto__', JSON.parse('{"__proto__":{"a":1}}')],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ])('carries %s between others as a clone does', async (_name, value) => {
    const { remote } = connectPair()
    const calls = [remote.note(1), remote.echo({ before: 1 }), remote.echo(value), remote.note(2)]
    const [, before, result] = await Promise.all(calls)
    expect(before).toEqual({ before: 1 })
    expect(result).toStrictEqual(structuredClone(value))
    expect(await remote.notes()).toEqual([1, 2])
  })

  test('shows each call its own values, as they were when it was made', async () => {
    const { remote } = connectPair()
    const row = { n: 0 }
    const calls: Promise<unknown>[] = []
    for (row.n = 0; row.n < 3; row.n++) calls.push(remote.echo(row))
    expect(await Promise.all(calls)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }])
  })

  const throwing = {
    get value(): string[] {
      throw new Error('no value')
    },
  }
  const untouchable = new Proxy({}, { ownKeys: () => throwing.value })

  test.each([
    ['what no clone takes', { symbol: Symbol('no') }],
    ['a getter that throws', { a: 1, throwing }],
    ['a proxy that throws', untouchable],
  ])('refuses %s and sends the others', async (_name, value) => {
    const { remote } = connectPair()
    const [first, bad, last] = await Promise.allSettled([
      remote.add(1, 1),
      remote.echo(value),
      remote.add(2, 2),
    ])
    expect(first).toMatchObject({ value: 2 })
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'IORPC_SEND_FAILED' } })
    expect(last).toMatchObject({ value: 4 })
  })

  test('is not harmed by a getter that throws or makes a call', async () => {
    const { remote } = connectPair()
    const calls: Promise<unknown>[] = []
    const throwing = {
      get a(): unknown {
        throw new Error('getter')
      },
    }
    const calling = {
      get a() {
        calls.push(remote.add(3, 3))
        return 1
      },
    }
    calls.push(remote.echo(calling), remote.add(1, 1), remote.echo(throwing), remote.add(2, 2))
    expect(await Promise.allSettled(calls)).toMatchObject([
      { value: 6 },
      { value: { a: 1 } },
      { value: 2 },
      { reason: { code: 'IORPC_SEND_FAILED' } },
      { value: 4 },
    ])
  })

  test('over JSON refuses what JSON does not have, and sends the others', async () => {
    const sent: unknown[] = []
    const json: Transport = { send: (packet) => sent.push(JSON.parse(JSON.stringify(packet))), on: () => {} }
    const { remote, pending } = pair<PeerApi>({ ...batch(json) })
    void remote.add(1, 1)
    const bad = remote.echo(10n)
    void remote.echo(NaN)
    await expect(bad).rejects.toMatchObject({ code: 'IORPC_SEND_FAILED' })
    await vi.waitFor(() =>
      expect(sent).toMatchObject([{ apiFunc: 'add' }, { apiFunc: 'echo', args: [null] }]),
    )
    expect(pending()).toBe(2)
  })

  test('is sent in parts when it grows large', async () => {
    const { remote, messages } = connectPair()
    const texts = Array.from({ length: 1000 }, (_, n) => String(n).repeat(2000).slice(0, 5000))
    expect(await Promise.all(texts.map((text) => remote.echo(text)))).toEqual(texts)
    expect(messages.length).toBeGreaterThan(2)
    for (const message of messages) expect(String(message).length).toBeLessThan(1_100_000)
  })

  test('keeps the order around transferred values', async () => {
    const { remote } = connectPair()
    const bytes = new Uint8Array(8)
    remote.noWait.note(1)
    const length = remote.byteLength(transfer(bytes, [bytes.buffer]))
    expect(bytes.byteLength).toBe(0)
    remote.noWait.note(2)
    expect(await length).toBe(8)
    expect(await remote.notes()).toEqual([1, 2])
  })

  test('that cannot be sent fails its calls, each of them', async () => {
    const refusal = new IorpcError('IORPC_QUEUE_FULL', 'full')
    const full: Transport = {
      send: () => {
        throw refusal
      },
      on: () => {},
    }
    const { remote, pending } = pair<PeerApi>({ ...batch(full) })
    remote.noWait.note(1)
    const calls = await Promise.allSettled([remote.add(1, 1), remote.add(2, 2)])
    expect(calls).toMatchObject([{ reason: refusal }, { reason: refusal }])
    expect(pending()).toBe(0)
  })

  test('that is sent slowly can be awaited', async () => {
    const sent = vi.fn(() => undefined)
    const slow: Transport = batch({ send: () => Promise.resolve().then(() => sent()), on: () => {} })
    await slow.send({ apiFunc: 'a', cbId: 1, args: [], argsTransform: [] })
    expect(sent).toHaveBeenCalledTimes(1)
  })

  test('does not outlive its epoch', async () => {
    const listeners: (() => void)[] = []
    const send = vi.fn()
    const transport = batch({ send, on: () => {}, onClose: (listener) => listeners.push(listener) })
    const { remote } = pair<PeerApi>({ ...transport })
    const call = remote.add(1, 1)
    for (const listener of listeners) listener()
    await expect(call).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
    expect(send).not.toHaveBeenCalled()
  })
})

describe('a hostile batch', () => {
  const add = (cbId: number) => ['add', cbId, 4, 1, 2]
  const listOf = (...rows: unknown[][]) => ['iorpc-batch', ...rows.flat()]
  const shape = { count: 0, argsTransform: [] }
  const part = { large: true }

  function receive(message: unknown) {
    let deliver: (message: unknown) => void = () => {}
    const send = vi.fn()
    const dropped = vi.fn()
    pair({
      ...batch({ send, on: (handler) => (deliver = handler) }),
      local: { add: (a: number, b: number) => a + b },
      observer: { dropped },
    })
    deliver(message)
    return { send, dropped, settled: () => vi.waitFor(() => expect(send).toHaveBeenCalled()) }
  }

  test.each([
    ['text that is no JSON', '["iorpc-batch","add'],
    ['a text', '"text"'],
    ['nested text', JSON.stringify(JSON.stringify(listOf(add(1))))],
    ['too many packets', listOf(...Array.from({ length: 10_001 }, (_, n) => add(n)))],
    ['a deep text', `["iorpc-batch",${'['.repeat(100_000)}`],
    ['another mark', ['batch', ...add(1)]],
    ['half a packet', listOf(add(1), ['add', 2])],
    ['a packet without a shape', listOf(['add', 2, null], add(1))],
    ['a shape that is text', listOf(['add', 2, '4', 1, 2], add(1))],
    ['fewer arguments than announced', listOf(add(1), ['add', 2, 6, 1, 2])],
    ['more arguments than there can be', listOf(add(1), ['add', 2, 2 ** 33 + 4, 1, 2])],
    ['a number of arguments that is none', listOf(add(1), ['add', 2, NaN])],
    [
      'a number of arguments that is text',
      listOf(['add', 2, { count: '2', argsTransform: [] }, 1, 2], add(1)),
    ],
    ['a negative number of arguments', listOf(add(1), ['add', 2, -8])],
    ['a fractional number of arguments', listOf(['add', 2, 4.5, 1, 2], add(1))],
    ['billions of holes', Object.assign(listOf(['add', 2, 2 * (2 ** 32 - 5)]), { length: 2 ** 32 - 1 })],
    ['packets that share a shape', listOf(['add', 1, shape], ['add', 2, shape])],
    ['packets that share a part', listOf(['add', 1, 2, [part]], ['add', 2, 2, { part }])],
  ])('of %s is dropped, once', (_name, message) => {
    const { send, dropped } = receive(message)
    expect(dropped).toHaveBeenCalledTimes(1)
    expect(send).not.toHaveBeenCalled()
  })

  test('of batches is not opened twice', () => {
    const { dropped, send } = receive([listOf(add(1)), JSON.stringify(listOf(add(2)))])
    expect(dropped).toHaveBeenCalledTimes(1)
    expect(send).not.toHaveBeenCalled()
  })

  test('with broken packets does no harm to the others', async () => {
    const { dropped, send, settled } = receive(
      listOf(
        [null, null, 0],
        [{}, false, 0],
        add(1),
        ['add', {}, 4, 1, 2],
        ['add', {}, { count: 2, argsTransform: [] }, 1, 2],
        add(2),
      ),
    )
    await settled()
    expect(dropped).toHaveBeenCalledTimes(4)
    expect(send.mock.calls).toEqual([[JSON.stringify(listOf([1, false, 2, 3], [2, false, 2, 3]))]])
  })

  test('reaches every packet even if a handler throws', () => {
    let deliver: (message: unknown) => void = () => {}
    const seen: unknown[] = []
    batch({ send: () => {}, on: (handler) => (deliver = handler) }).on((packet) => {
      seen.push((packet as Packet).cbId)
      throw new Error('handler')
    })
    expect(() => deliver(listOf(add(1), add(2), add(3)))).toThrow('handler')
    expect(seen).toEqual([1, 2, 3])
  })
})
