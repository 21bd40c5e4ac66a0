import { binChannel, type TransferProgress } from 'iorpc'
import { expect, test, vi } from 'vitest'
import { bytesFrom, call, messagesOf, receiver, recorder } from './support.js'

const options = { chunkSize: 100 }

test('every chunk of every value is reported, sent and received, and tied to its call', () => {
  const sent: TransferProgress[] = []
  const received: TransferProgress[] = []
  const transport = recorder()
  const sender = binChannel(transport, options)
  sender.onProgress((progress) => sent.push(progress))
  void sender.send(call(bytesFrom(250), 'text', bytesFrom(0)))
  const { channel, deliver, packets } = receiver()
  channel.onProgress((progress) => received.push(progress))
  transport.messages.forEach(deliver)

  const { messageId } = sent[0] as TransferProgress
  const common = { messageId, apiFunc: 'save', callId: '7' }
  const expected = [
    { ...common, index: 0, bytes: 100, totalBytes: 250, chunks: 1, totalChunks: 3 },
    { ...common, index: 0, bytes: 200, totalBytes: 250, chunks: 2, totalChunks: 3 },
    { ...common, index: 0, bytes: 250, totalBytes: 250, chunks: 3, totalChunks: 3 },
    { ...common, index: 1, bytes: 0, totalBytes: 0, chunks: 1, totalChunks: 1 },
  ]
  expect(sent).toEqual(expected.map((progress) => ({ direction: 'out', ...progress })))
  expect(received).toEqual(expected.map((progress) => ({ direction: 'in', ...progress })))
  expect(packets).toHaveLength(1)
})

test.each([
  ['a call', { apiFunc: 'save', cbId: 0 }, 'save', '0'],
  ['a noWait call', { apiFunc: 'save', cbId: false }, 'save', undefined],
  ['a callback', { apiFunc: '12', cbId: 13 }, '12', '13'],
  ['a reply', { apiFunc: '12', cbId: false }, '12', '12'],
  ['a tagged reply', { apiFunc: 'id-1', cbId: false, kind: 'cb' }, 'id-1', 'id-1'],
  ['a tagged noWait call', { apiFunc: '12', cbId: false, kind: 'call' }, '12', undefined],
  ['something else', null, '', undefined],
])('%s is named', (_, packet, apiFunc, callId) => {
  const progress = vi.fn()
  const channel = binChannel(recorder())
  channel.onProgress(progress)
  void channel.send(packet && { ...packet, args: [bytesFrom(1)] })
  if (!packet) void channel.send([bytesFrom(1)])
  expect(progress).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ apiFunc, callId }))
})

test('after unsubscribing nothing is reported', () => {
  const gone = vi.fn()
  const stays = vi.fn()
  const channel = binChannel(recorder())
  const unsubscribe = channel.onProgress(gone)
  channel.onProgress(stays)
  unsubscribe()
  unsubscribe()
  void channel.send(bytesFrom(1))
  expect(gone).not.toHaveBeenCalled()
  expect(stays).toHaveBeenCalledOnce()
})

test('a listener that throws is told to onError, and one may reset the channel', () => {
  vi.useFakeTimers()
  const { channel, deliver, packets, errors } = receiver()
  const failing = channel.onProgress(() => {
    throw new Error('listener')
  })
  const [first, second] = messagesOf([bytesFrom(250), bytesFrom(250)], options) as [
    Uint8Array[],
    Uint8Array[],
  ]
  first.forEach(deliver)
  expect(packets).toHaveLength(1)
  expect(errors.map(({ cause }) => String(cause))).toEqual(Array(3).fill('Error: listener'))
  failing()
  channel.onProgress(() => channel.reset())
  second.forEach(deliver)
  messagesOf([bytesFrom(1)])
    .flat()
    .forEach(deliver)
  expect(vi.getTimerCount()).toBe(0)
  expect(packets).toHaveLength(1)
  vi.useRealTimers()
})
