import { binChannel, IorpcError } from 'iorpc'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bytesFrom, call, recorder } from './support.js'

function detached(): ArrayBuffer {
  const memory = new ArrayBuffer(8)
  structuredClone(memory, { transfer: [memory] })
  return memory
}

function detachedView<T>(view: (memory: ArrayBuffer) => T): T {
  const memory = new ArrayBuffer(8)
  const result = view(memory)
  structuredClone(memory, { transfer: [memory] })
  return result
}

function resizable(): ArrayBuffer {
  return Reflect.construct(ArrayBuffer, [8, { maxByteLength: 16 }]) as ArrayBuffer
}

function cycle(): object {
  const a: { b: { a?: object } } = { b: {} }
  a.b.a = a
  return a
}

test.each<[string, unknown]>([
  ['a BigInt', 1n],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
  ['a Map', new Map()],
  ['a Set', new Set()],
  ['a Map of another realm', runInNewContext('new Map()')],
  ['a Blob', new Blob(['x'])],
  ['a File', new File(['x'], 'x.txt')],
  ['a Promise', Promise.resolve()],
  ['a RegExp', /x/],
  ['an Error', new Error('x')],
  ['a cycle', cycle()],
  [
    'a getter that throws',
    {
      get data() {
        throw new Error('no')
      },
    },
  ],
  ['a detached ArrayBuffer', detached()],
  ['a view of a detached buffer', detachedView((memory) => new Uint8Array(memory))],
  ['a DataView of a detached buffer', detachedView((memory) => new DataView(memory))],
  ['a SharedArrayBuffer', new SharedArrayBuffer(8)],
  ['a view of shared memory', new Uint8Array(new SharedArrayBuffer(8))],
  ['a resizable buffer', resizable()],
  ['a view of a resizable buffer', new Uint8Array(resizable())],
])('%s is refused, with its place, before anything is sent', (_, value) => {
  const transport = recorder()
  const channel = binChannel(transport)
  const packet = call(bytesFrom(3), { deep: [value] })
  const error = (() => {
    try {
      void channel.send(packet)
    } catch (thrown) {
      return thrown
    }
  })()
  expect(error).toBeInstanceOf(IorpcError)
  expect(error).toMatchObject({
    code: 'IORPC_BAD_VALUE',
    message: expect.stringContaining('args.1.deep.0') as string,
  })
  expect(transport.messages).toEqual([])
  void channel.send(call(1))
  expect(transport.messages).toHaveLength(1)
})

test('an object that stands in several places is no cycle', () => {
  const shared = { n: 1 }
  expect(() => void binChannel(recorder()).send(call(shared, [shared, shared]))).not.toThrow()
})

test('more chunks than the header can count are refused', () => {
  const transport = recorder()
  const channel = binChannel(transport, { chunkSize: 1 })
  expect(() => void channel.send(new Uint8Array(65_536))).toThrow(/65535/)
  expect(transport.messages).toEqual([])
})

test('more values than the header can count are refused', () => {
  const transport = recorder()
  const none = new Uint8Array(0)
  expect(() => void binChannel(transport).send(Array.from({ length: 65_536 }, () => none))).toThrow(/65535/)
  expect(transport.messages).toEqual([])
})

test('a transport whose messages have no room for a chunk is refused', () => {
  const channel = binChannel(recorder({ maxMessageSize: 11 }))
  expect(() => void channel.send(1)).toThrow(IorpcError)
})
