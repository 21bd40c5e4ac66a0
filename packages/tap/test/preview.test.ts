import { createTap, type Preview, type PreviewNode, type TapOptions } from '@iorpc/tap'
import type { Transport } from 'iorpc'
import { describe, expect, it, vi } from 'vitest'
import { packet } from './wire.js'

function record(args: unknown[], options: Partial<TapOptions> = {}, transform: unknown = []) {
  const tap = createTap({ name: 'preview', ...options })
  tap.wrap<Transport>({ send: () => {}, on: () => {} }).send(packet('f', 1, args, transform) as never)
  const kept = tap.store.getState().packets.at(0)
  if (!kept) throw new Error('nothing was recorded')
  return { ...kept, payload: tap.payload(0) }
}

const previewOf = (value: unknown): Preview | undefined => record([value]).preview[0]

describe('a preview', () => {
  it.each([[1], ['text'], [true], [null], [-1.5]])('of %o is the value', (value) => {
    expect(previewOf(value)).toBe(value)
  })

  it.each<[name: string, value: unknown, shown: PreviewNode]>([
    ['undefined', undefined, { type: 'undefined' }],
    ['NaN', NaN, { type: 'number', text: 'NaN' }],
    ['minus zero', -0, { type: 'number', text: '-0' }],
    ['a bigint', 12n, { type: 'bigint', text: '12' }],
    ['a symbol', Symbol('s'), { type: 'symbol', text: 'Symbol(s)' }],
    ['a function', function work() {}, { type: 'function', name: 'work' }],
    ['a date', new Date(0), { type: 'date', text: '1970-01-01T00:00:00.000Z' }],
    ['no date', new Date(NaN), { type: 'date', text: 'Invalid Date' }],
    ['a regular expression', /a/g, { type: 'regexp', text: '/a/g' }],
    ['an error', new TypeError('no'), { type: 'error', name: 'TypeError', text: 'no' }],
    ['a promise', Promise.resolve(), { type: 'promise' }],
    ['bytes', new Uint16Array(4), { type: 'binary', name: 'Uint16Array', size: 8 }],
    ['a buffer', new ArrayBuffer(9), { type: 'binary', name: 'ArrayBuffer', size: 9 }],
    ['a map', new Map([['a', 1]]), { type: 'map', size: 1, entries: [['a', 1]] }],
    ['a set', new Set(['a']), { type: 'set', size: 1, entries: [['0', 'a']] }],
    ['an empty array', [], { type: 'array', size: 0, entries: [] }],
    [
      'an object',
      { a: { b: 2 } },
      { type: 'object', size: 1, entries: [['a', { type: 'object', size: 1, entries: [['b', 2]] }]] },
    ],
    [
      'an instance',
      new (class Point {
        x = 1
      })(),
      { type: 'object', name: 'Point', size: 1, entries: [['x', 1]] },
    ],
  ])('describes %s', (_name, value, shown) => {
    expect(previewOf(value)).toEqual(shown)
  })

  it('marks the ids of functions, flat and nested', () => {
    expect(record([5, 'x'], {}, [0]).preview).toEqual([{ type: 'function', id: 5 }, 'x'])
    const nested = record([{ on: 7, list: [8, 9] }], {}, { 0: { on: 1, list: { 1: 1 } } })
    expect(nested.preview[0]).toMatchObject({
      entries: [
        ['on', { type: 'function', id: 7 }],
        [
          'list',
          {
            entries: [
              ['0', 8],
              ['1', { type: 'function', id: 9 }],
            ],
          },
        ],
      ],
    })
    expect(nested.functionIds).toEqual([7, 9])
  })

  it('ends at cycles, and is shown at each place of what is shared', () => {
    const shared = { a: 1 }
    const cycle: unknown[] = [shared, shared]
    cycle.push(cycle)
    expect(previewOf(cycle)).toMatchObject({
      entries: [
        ['0', { type: 'object' }],
        ['1', { type: 'object' }],
        ['2', { type: 'cycle' }],
      ],
    })
  })

  it('runs no getter and survives what throws', () => {
    const getter = vi.fn(() => 1)
    expect(previewOf(Object.defineProperty({}, 'a', { get: getter, enumerable: true }))).toMatchObject({
      entries: [['a', { type: 'unreadable', text: 'getter' }]],
    })
    expect(getter).not.toHaveBeenCalled()
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(previewOf(proxy)).toMatchObject({ type: 'unreadable' })
  })

  it.each(['Blob', 'ArrayBuffer', 'Map', 'Set', 'Date'])(
    'of what only calls itself a %s leaves the counts whole',
    (tag) => {
      class Fake {
        readonly [Symbol.toStringTag] = tag
      }
      const { preview, size } = record([new Fake(), { deep: [[[[new Fake()]]]] }])
      expect(preview[0]).toMatchObject({ type: 'unreadable' })
      expect(size).toBeGreaterThanOrEqual(0)
    },
  )

  it('is bounded in width, depth, length and number of nodes', () => {
    const wide = previewOf(Array.from({ length: 100_000 }, (_, index) => index)) as PreviewNode
    expect(wide.size).toBe(100_000)
    expect(wide.entries?.length).toBeLessThan(50)
    const long = previewOf('x'.repeat(1_000_000)) as PreviewNode
    expect(long).toMatchObject({ type: 'string', size: 1_000_000 })
    expect(long.text?.length).toBeLessThan(500)
    const bush = (depth: number): unknown =>
      depth === 0 ? 1 : Array.from({ length: 20 }, () => bush(depth - 1))
    expect(JSON.stringify(previewOf(bush(5))).length).toBeLessThan(20_000)
    expect(record(Array.from({ length: 1000 }, () => 1)).preview.at(-1)).toEqual({ type: 'more', size: 988 })
  })

  it('describes 50 MB by type and length, and counts them', () => {
    const { preview, size } = record([new Uint8Array(50_000_000)])
    expect(preview).toEqual([{ type: 'binary', name: 'Uint8Array', size: 50_000_000 }])
    expect(size).toBeGreaterThanOrEqual(50_000_000)
    expect(size).toBeLessThan(50_001_000)
  })

  it('estimates the size of what it has not looked at', () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: 'a name of twenty ch' }))
    const { size } = record([rows])
    const exact = JSON.stringify(rows).length
    expect(size).toBeGreaterThan(exact / 3)
    expect(size).toBeLessThan(exact * 3)
  })
})

describe('redact', () => {
  it('replaces what is recorded and nothing of what is sent', () => {
    const sent: unknown[] = []
    const tap = createTap({
      name: 'redact',
      keepPayloads: true,
      redact: ({ name, args }) => (name === 'login' ? [args[0], '***'] : args),
    })
    const args = ['me', 'secret']
    tap
      .wrap<Transport>({ send: (p) => void sent.push(p), on: () => {} })
      .send(packet('login', 1, args) as never)
    expect(sent).toEqual([packet('login', 1, ['me', 'secret'])])
    expect(tap.store.getState().packets.at(0)?.preview).toEqual(['me', '***'])
    expect(tap.payload(0)).toEqual(['me', '***'])
  })

  it('hides everything when it fails', () => {
    const broken = () => {
      throw new Error('no')
    }
    const { preview, payload } = record(['secret'], { redact: broken, keepPayloads: true })
    expect(preview).toEqual([{ type: 'redacted' }])
    expect(payload).toBeUndefined()
  })
})

describe('payloads', () => {
  it('are kept only on request', () => {
    const value = { a: 1 }
    expect(record([value]).payload).toBeUndefined()
    expect(record([value], { keepPayloads: true }).payload).toEqual([value])
  })

  it('count towards maxBytes: the oldest go', () => {
    const tap = createTap({ name: 'preview', keepPayloads: true, maxBytes: 3_000_000 })
    const wrapped = tap.wrap<Transport>({ send: () => {}, on: () => {} })
    for (let n = 0; n < 10; n++) wrapped.send(packet('f', n, [new Uint8Array(1_000_000)]) as never)
    const { packets } = tap.store.getState()
    expect(packets.total).toBe(10)
    expect(packets.length).toBe(2)
    expect(tap.payload(0)).toBeUndefined()
    expect(tap.payload(9)).toBeDefined()
  })
})
