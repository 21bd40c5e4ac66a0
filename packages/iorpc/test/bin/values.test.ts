import { type BinChunks } from 'iorpc'
import { describe, expect, test } from 'vitest'
import { bytesFrom, call, contentOf, messagesOf, roundTrip } from './support.js'

const sent = (...args: unknown[]) => (roundTrip([call(...args)])[0] as { args: unknown[] }).args

describe('binary values', () => {
  const memory = bytesFrom(64).buffer as ArrayBuffer
  test.each([
    ['Buffer', Buffer.from(memory, 8, 16)],
    ['Uint8Array', new Uint8Array(memory, 8, 16)],
    ['Uint8ClampedArray', new Uint8ClampedArray(memory, 8, 16)],
    ['Int16Array', new Int16Array(memory, 8, 8)],
    ['Float32Array', new Float32Array(memory, 8, 4)],
    ['BigUint64Array', new BigUint64Array(memory, 8, 2)],
    ['DataView', new DataView(memory, 8, 16)],
    ['ArrayBuffer', memory.slice(8, 24)],
  ])('%s arrives as its bytes, in a Buffer', (_, value) => {
    const [arrived] = sent(value)
    expect(arrived).toBeInstanceOf(Buffer)
    expect(contentOf(arrived)).toEqual(new Uint8Array(memory, 8, 16))
  })

  test('stand at any depth, beside anything else', () => {
    const [options, list, flag] = sent(
      { meta: { icon: bytesFrom(3), name: 'clip' } },
      [1, [bytesFrom(4)]],
      true,
    )
    expect(options).toEqual({ meta: { icon: Buffer.from(bytesFrom(3)), name: 'clip' } })
    expect(list).toEqual([1, [Buffer.from(bytesFrom(4))]])
    expect(flag).toBe(true)
  })

  test('may be empty, and may be the packet itself', () => {
    expect(roundTrip([new Uint8Array(0), bytesFrom(5)]).map(contentOf)).toEqual([
      new Uint8Array(0),
      bytesFrom(5),
    ])
  })

  test('the same one twice arrives twice', () => {
    const value = bytesFrom(9)
    expect(sent(value, value).map(contentOf)).toEqual([value, value])
  })

  test('the packet that is sent is not changed', () => {
    const packet = call({ data: bytesFrom(3) }, [bytesFrom(4)])
    const before = structuredClone(packet)
    messagesOf([packet])
    expect(packet).toEqual(before)
  })

  test('the type and the alignment of elements are restored by a copy', () => {
    const samples = Float64Array.of(1.5, -2, Math.PI)
    const [arrived] = sent(samples) as [Uint8Array]
    expect(new Float64Array(new Uint8Array(arrived).buffer)).toEqual(samples)
  })
})

describe('size', () => {
  const options = { chunkSize: 100 }
  const [one, exact, more] = roundTrip([call(bytesFrom(1), bytesFrom(100), bytesFrom(250))], options).flatMap(
    (packet) => (packet as { args: unknown[] }).args,
  ) as [Uint8Array, Uint8Array, BinChunks]

  test('up to chunkSize a value is one view into the received message', () => {
    expect([one.length, exact.length]).toEqual([1, 100])
    expect(exact.byteOffset).toBe(11)
  })

  test('a larger one is a list of views', () => {
    expect(more.length).toBe(250)
    expect(more.__binChunks.map((chunk) => chunk.length)).toEqual([100, 100, 50])
    expect(more.__binChunks[0]).toBeInstanceOf(Buffer)
    expect(contentOf(more)).toEqual(bytesFrom(250))
  })

  test('chunks can be sent on as they are', () => {
    const [packet] = roundTrip([more], options) as [BinChunks]
    expect(contentOf(packet)).toEqual(bytesFrom(250))
  })

  test('with assembleBins every value is one array in memory of its own', () => {
    const [packet] = roundTrip([call(bytesFrom(250), bytesFrom(8))], { ...options, assembleBins: true })
    const [large, small] = (packet as { args: Buffer[] }).args as [Buffer, Buffer]
    expect(large).toBeInstanceOf(Buffer)
    expect(contentOf(large)).toEqual(bytesFrom(250))
    expect([large.byteOffset, large.buffer.byteLength]).toEqual([0, 250])
    expect([small.byteOffset, small.buffer.byteLength]).toEqual([0, 8])
  })

  test('no message is larger than chunkSize and header, not even that of a large skeleton', () => {
    const packet = call('ü'.repeat(500), bytesFrom(250))
    const [messages] = messagesOf([packet], options) as [Uint8Array[]]
    expect(Math.max(...messages.map((message) => message.length))).toBe(111)
    expect(roundTrip([packet], options)).toMatchObject([{ args: ['ü'.repeat(500), { length: 250 }] }])
  })
})

describe('everything else', () => {
  test.each([
    ['a key __bin', { __bin: 0, x: 1 }],
    ['an object in a key __bin', { __bin: { __bin: { __bin: 1 } } }],
    ['a list in a key __bin', { __bin: [] }],
    ['null in a key __bin', { __bin: null }],
    ['a key __binChunks', { __binChunks: [1, 2], length: 3 }],
    ['a key constructor', { constructor: { prototype: { polluted: 1 } } }],
    ['a key toJSON', { toJSON: 'yes' }],
    ['text that looks like a placeholder', '{"__bin":0}'],
    ['a lone surrogate', 'a\ud800b'],
  ])('%s arrives unchanged, alone and beside values', (_, data) => {
    expect(sent(data)).toEqual([data])
    expect(sent(data, bytesFrom(3), { in: [data] })).toEqual([
      data,
      Buffer.from(bytesFrom(3)),
      { in: [data] },
    ])
  })

  test('a binary value inside an object with a key __bin finds its place', () => {
    expect(sent({ __bin: bytesFrom(2), other: { __bin: 5 } })).toEqual([
      { __bin: Buffer.from(bytesFrom(2)), other: { __bin: 5 } },
    ])
  })

  test('an own key __proto__ arrives as one, with and without a value in it', () => {
    const data: unknown = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":2}}')
    const [plain] = sent(data) as [object]
    expect(JSON.stringify(plain)).toBe(JSON.stringify(data))
    const withValue = JSON.parse('{"__proto__":{}}') as Record<string, object>
    Object.defineProperty(withValue, '__proto__', { value: bytesFrom(2), enumerable: true })
    const [arrived] = sent(withValue) as [object]
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype)
    expect(Object.getOwnPropertyDescriptor(arrived, '__proto__')?.value).toEqual(Buffer.from(bytesFrom(2)))
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('is as through JSON', () => {
    const date = new Date(0)
    class Point {
      x = 1
      data = bytesFrom(1)
    }
    const values = [
      undefined,
      NaN,
      { gone: undefined },
      date,
      new Date(NaN),
      new Point(),
      Object('boxed'),
      Object.create(null),
    ]
    expect(sent(...values)).toEqual([
      null,
      null,
      {},
      date.toJSON(),
      null,
      { x: 1, data: Buffer.from(bytesFrom(1)) },
      'boxed',
      {},
    ])
  })

  test('toJSON may return binary values, or the object itself', () => {
    const frozen = { a: 1, toJSON: () => ({ data: bytesFrom(2) }) }
    const same = Object.create({
      toJSON(this: unknown) {
        return this
      },
    }) as Record<string, number>
    same.b = 2
    expect(sent(frozen, same)).toEqual([{ data: Buffer.from(bytesFrom(2)) }, { b: 2 }])
  })

  test.each([[undefined], [null], [0], ['text'], [[1, [2]]]])(
    'a packet may be any JSON value: %j',
    (packet) => {
      expect(roundTrip([packet])).toEqual([packet ?? null])
    },
  )
})
