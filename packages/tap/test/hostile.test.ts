import { createTap } from '@iorpc/tap'
import { pair, withOptions } from 'iorpc'
import { describe, expect, it } from 'vitest'
import { packet, scripted } from './wire.js'

function trap(): object {
  const fail = () => {
    throw new Error('do not touch')
  }
  return new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail })
}

const cycle: unknown[] = []
cycle.push(cycle)
let deep: Record<string, unknown> = { end: 1 }
let deepMarks: Record<string, unknown> = { end: 1 }
for (let level = 0; level < 500; level++) {
  deep = { next: deep }
  deepMarks = { next: deepMarks }
}

const hostile: [name: string, packet: unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['text', 'hi'],
  ['a function', () => {}],
  ['an empty object', {}],
  ['a proxy that throws', trap()],
  ['arguments that throw', packet('add', 1, [trap()])],
  ['a transform that throws', packet('add', 1, [1], trap())],
  ['no arguments', { apiFunc: 'add', cbId: 1 }],
  ['an array-like bomb', packet('add', 1, { length: 30_000_000 } as never)],
  ['a sparse array', packet('add', 1, Object.assign([], { length: 30_000_000 }))],
  ['a name that is no text', packet(Symbol('add') as never, 1)],
  ['a name of an object', packet('__proto__', 1)],
  ['a cycle', packet('add', 1, cycle)],
  ['a transform with a cycle', packet('add', 1, [cycle], cycle)],
  ['a deep transform', packet('add', 1, [deep], { 0: deepMarks })],
  ['an index that is not there', packet('add', 1, [1], [5, -1, 'length', null])],
  ['ids that are none', packet('add', 1, [{}, NaN], [0, 1])],
  ['an unbind of nothing', packet('iorpcUnbind', false, [])],
  ['an unbind of what is unknown', packet('iorpcUnbind', false, [12345])],
  ['an unbind of an object', packet('iorpcUnbind', false, [{}])],
  ['an error for nobody', packet('iorpcThrowError', false, [77, 'x', 's'])],
  ['an error without arguments', { apiFunc: 'iorpcThrowError' }],
  ['a reply for nobody', packet('999999999', false, [1])],
  ['a reply for nobody with functions', packet('999999999', false, [55], [0])],
  ['a call of a callback that is not there', packet('999999999', 5, [1])],
  ['an id that is no id', packet('add', { a: 1 }, [1])],
]

describe.each([{ observed: true }, { observed: false }])('with the observer: $observed', ({ observed }) => {
  it.each(hostile)('%s changes nothing and reaches the pair', (_name, bad) => {
    const { transport, receive } = scripted()
    const tap = createTap({ name: 'hostile' })
    const { observer, ...wrapped } = tap.wrap(transport)
    const local = { add: () => new Promise(() => {}), sub: () => {} }
    const client = pair({ ...wrapped, ...(observed && { observer }), local })
    const pending = client.remote.ask?.(() => {}) as Promise<unknown>
    pending.catch(() => {})

    expect(() => receive(bad)).not.toThrow()

    const { counts } = tap.store.getState()
    expect({ calls: counts.calls, callbacks: counts.callbacks }).toEqual(client.bindings())
    expect(counts).toMatchObject({ calls: 1, callbacks: 1, packetsIn: 1 })
    expect(tap.store.getState().packets.at(1)).toMatchObject({ direction: 'in' })
    expect(() => JSON.stringify(tap.store.getState().packets.at(1))).not.toThrow()
  })
})

it('tells why a packet came to nothing', () => {
  const { transport, receive } = scripted()
  const tap = createTap({ name: 'hostile' })
  pair({ ...tap.wrap(transport) })
  receive('garbage')
  receive(packet('iorpcUnbind', false, [1]))
  const { drops, counts } = tap.store.getState()
  expect(counts.dropped).toBe(drops.total)
  expect(drops.at(0)).toMatchObject({ reason: expect.stringMatching(/./), preview: 'garbage' })
  expect(drops.at(drops.length - 1)?.preview).toMatchObject({ type: 'object' })
})

it('counts packets for what was given up here as late, not as dropped', async () => {
  const { transport, receive, sent } = scripted()
  const tap = createTap({ name: 'late' })
  const client = pair<{ listen(fn: () => void): void }>({ ...tap.wrap(transport) })
  const fn = () => {}
  const controller = new AbortController()
  const call = withOptions(client.remote, { signal: controller.signal }).listen(fn)
  const [{ cbId, args }] = sent as [{ cbId: number; args: [number] }]
  client.release(fn)
  controller.abort()
  await expect(call).rejects.toThrow()

  receive(packet(String(args[0]), false))
  receive(packet('iorpcUnbind', false, [args[0]]))
  receive(packet(String(cbId), false, [1]))
  receive(packet('iorpcThrowError', false, [cbId, 'too late', '']))
  expect(tap.store.getState().counts).toMatchObject({ late: 4, dropped: 0 })

  receive(packet('12345', false))
  expect(tap.store.getState().counts).toMatchObject({ late: 4, dropped: 1 })
})
