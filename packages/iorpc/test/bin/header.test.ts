import { readBinHeader } from 'iorpc'
import { expect, test } from 'vitest'
import { bytesFrom, call, messagesOf } from './support.js'

test('the layout of the header', () => {
  const [skeleton, , chunk] = messagesOf([call(bytesFrom(3), bytesFrom(250))], {
    chunkSize: 100,
  }).flat() as Uint8Array[]
  const header = readBinHeader(skeleton as Uint8Array)
  const id = Buffer.alloc(4)
  id.writeUInt32BE(header?.messageId ?? 0)
  expect([...(skeleton as Uint8Array).subarray(0, 11)]).toEqual([1, ...id, 0, 0, 0, 0, 0, 1])
  expect([...(chunk as Uint8Array).subarray(0, 11)]).toEqual([2, ...id, 0, 1, 0, 0, 0, 3])
  expect(readBinHeader(chunk as Uint8Array)).toEqual({
    type: 'value',
    messageId: header?.messageId,
    index: 1,
    sequence: 0,
    total: 3,
    byteLength: 100,
  })
})

test('the skeleton is JSON of the packet and of the lengths of its values', () => {
  const packet = call(bytesFrom(3), { __bin: 1, data: bytesFrom(250) })
  const [skeleton] = messagesOf([packet]).flat() as [Uint8Array]
  expect(JSON.parse(new TextDecoder().decode(skeleton.subarray(11)))).toEqual([
    { ...packet, args: [{ __bin: 0 }, { __bin: { __bin: 1, data: { __bin: 1 } } }] },
    3,
    250,
  ])
})

test('messages in any dress are read', () => {
  const [message] = messagesOf([bytesFrom(3)]).flat() as [Uint8Array]
  const header = readBinHeader(message)
  const padded = new Uint8Array(message.length + 7)
  padded.set(message, 5)
  expect(header?.type).toBe('skeleton')
  expect(readBinHeader(message.slice().buffer)).toEqual(header)
  expect(readBinHeader(new DataView(padded.buffer, 5, message.length))).toEqual(header)
})

test.each<[string, unknown]>([
  ['a message that is too short', new Uint8Array([1, 0, 0, 0, 1, 0, 0, 0, 0, 0])],
  ['an unknown type', new Uint8Array([3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1])],
  ['a skeleton with an index', new Uint8Array([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1])],
  ['a chunk beyond the last', new Uint8Array([2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1])],
  ['no chunks', new Uint8Array([2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])],
  ['text', '{"apiFunc":"a"}'],
  ['nothing', undefined],
])('%s is no message', (_, message) => {
  expect(readBinHeader(message as ArrayBuffer)).toBeUndefined()
})
