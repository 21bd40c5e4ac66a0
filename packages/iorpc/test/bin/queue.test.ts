import { binChannel, type BinTransport, IorpcError, readBinHeader } from 'iorpc'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { bytesFrom, call, contentOf, messagesOf, receiver, recorder } from './support.js'

/** The packets in a list of messages, in the order in which their messages stand: `['a', 'a', 'b']`. */
function owners(messages: Uint8Array[]): string[] {
  const names = new Map<number, string>()
  return messages.map((message) => {
    const id = readBinHeader(message)?.messageId ?? -1
    const name = names.get(id) ?? String.fromCharCode(97 + names.size)
    names.set(id, name)
    return name
  })
}

/** A transport that has `room` for messages and then is full until `drain()`. */
function narrow(room: number) {
  let left = room
  let onDrain = () => {}
  const transport = recorder({
    bufferedAmount: () => (left > 0 ? 0 : Infinity),
    onDrain: (listener) => (onDrain = listener),
  })
  const { sendBin } = transport
  transport.sendBin = (message) => {
    left--
    sendBin(message)
  }
  const drain = (messages = Infinity) => {
    left = messages
    onDrain()
  }
  return { transport, drain }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('order', () => {
  test('a packet is one contiguous block: its skeleton, then its values', () => {
    const transport = recorder()
    const channel = binChannel(transport, { chunkSize: 100 })
    void channel.send(call(bytesFrom(250), bytesFrom(0)))
    void channel.send(call(1))
    expect(transport.messages.map(readBinHeader)).toMatchObject([
      { type: 'skeleton', index: 0, sequence: 0, total: 1 },
      { type: 'value', index: 0, sequence: 0, total: 3, byteLength: 100 },
      { type: 'value', index: 0, sequence: 1, total: 3, byteLength: 100 },
      { type: 'value', index: 0, sequence: 2, total: 3, byteLength: 50 },
      { type: 'value', index: 1, sequence: 0, total: 1, byteLength: 0 },
      { type: 'skeleton', index: 0, sequence: 0, total: 1 },
    ])
    expect(owners(transport.messages)).toEqual([...'aaaaab'])
  })

  test('what is sent from within sendBin goes to the tail', () => {
    const transport = recorder()
    const { sendBin } = transport
    const channel = binChannel(transport, { chunkSize: 100 })
    transport.sendBin = (message) => {
      sendBin(message)
      if (transport.messages.length <= 2) void channel.send(call(bytesFrom(10)))
    }
    void channel.send(call(bytesFrom(250)))
    expect(owners(transport.messages)).toEqual([...'aaaabbcc'])
  })

  test('maxMessageSize caps chunks, and is asked again for each packet', () => {
    const transport = recorder({ maxMessageSize: 111 })
    const channel = binChannel(transport)
    void channel.send(bytesFrom(200))
    transport.maxMessageSize = 1000
    void channel.send(bytesFrom(200))
    expect(transport.messages.map((message) => readBinHeader(message)?.byteLength)).toEqual([
      expect.any(Number),
      100,
      100,
      expect.any(Number),
      200,
    ])
  })
})

describe('failure', () => {
  test('what is sent from within sendBin fails by itself', async () => {
    const transport = recorder()
    const { sendBin } = transport
    const channel = binChannel(transport)
    let inner: Promise<void> | undefined
    transport.sendBin = (message) => {
      if (inner) throw new Error('closed')
      inner = channel.send('second')
      sendBin(message)
    }
    expect(channel.send('first')).toBeUndefined()
    await expect(inner).rejects.toThrow('closed')
    expect(transport.messages).toHaveLength(1)
  })

  test('what sendBin throws is thrown by send; the next send resumes with the failed message', () => {
    const transport = recorder()
    const { sendBin } = transport
    const channel = binChannel(transport, { chunkSize: 100 })
    let failures = 2
    transport.sendBin = (message) => {
      if (transport.messages.length === 2 && failures-- > 0) throw new Error('full')
      sendBin(message)
    }
    expect(() => void channel.send(call(bytesFrom(250)))).toThrow('full')
    expect(() => void channel.send(call(2))).toThrow('full')
    void channel.send(call(3))
    expect(owners(transport.messages)).toEqual([...'aaaabc'])
    const { deliver, packets, errors } = receiver()
    transport.messages.forEach(deliver)
    expect(errors).toEqual([])
    expect(packets).toMatchObject([{ args: [{ length: 250 }] }, { args: [2] }, { args: [3] }])
  })

  test('reset forgets what is not sent', () => {
    const transport = recorder()
    const { sendBin } = transport
    const channel = binChannel(transport)
    transport.sendBin = () => {
      throw new Error('closed')
    }
    expect(() => void channel.send(call(1))).toThrow('closed')
    channel.reset()
    transport.sendBin = sendBin
    void channel.send(call(2))
    expect(owners(transport.messages)).toEqual(['a'])
  })

  test('more bytes than maxPendingBytes do not queue up', () => {
    const { transport } = narrow(0)
    const channel = binChannel(transport, { maxPendingBytes: 10_000 })
    const waiting = channel.send(bytesFrom(9000))
    expect(() => void channel.send(bytesFrom(9000))).toThrow(
      expect.objectContaining({ code: 'IORPC_QUEUE_FULL' }),
    )
    channel.reset()
    void channel.send(bytesFrom(9000))?.catch(() => {})
    channel.reset()
    return expect(waiting).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
  })
})

describe('backpressure', () => {
  test('send returns nothing while there is room, and a promise when it has to wait', async () => {
    const { transport, drain } = narrow(2)
    const channel = binChannel(transport, { chunkSize: 100 })
    expect(channel.send(call(1))).toBeUndefined()
    const waiting = channel.send(call(bytesFrom(250)))
    expect(waiting).toBeInstanceOf(Promise)
    expect(transport.messages).toHaveLength(2)
    drain()
    await waiting
    expect(owners(transport.messages)).toEqual([...'abbbb'])
  })

  test('messages are built one at a time, when there is room', async () => {
    const { transport, drain } = narrow(1)
    const value = bytesFrom(300)
    const waiting = binChannel(transport, { chunkSize: 100 }).send(value)
    value.fill(9, 200)
    drain()
    await waiting
    expect(transport.messages.at(-1)?.slice(11)).toEqual(new Uint8Array(100).fill(9))
  })

  test('without onDrain the transport is asked again', async () => {
    vi.useFakeTimers()
    let buffered = 2 ** 30
    const transport = recorder({ bufferedAmount: () => buffered })
    const channel = binChannel(transport)
    const waiting = channel.send(call(1))
    await vi.advanceTimersByTimeAsync(100)
    expect(transport.messages).toHaveLength(0)
    buffered = 0
    await vi.advanceTimersByTimeAsync(100)
    await waiting
    expect(transport.messages).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a transport that takes nothing at all is not asked again', async () => {
    vi.useFakeTimers()
    const { transport, drain } = narrow(0)
    const waiting = binChannel(transport).send(call(1))
    expect(vi.getTimerCount()).toBe(0)
    drain()
    await waiting
    expect(transport.messages).toHaveLength(1)
  })

  test('where sending may wait, a large packet leaves other work its turns', async () => {
    const transport = recorder({ bufferedAmount: () => 0 })
    const waiting = binChannel(transport).send(new Uint8Array(20_000_000))
    let turns = 0
    const timer = setInterval(() => turns++)
    await waiting
    clearInterval(timer)
    expect(transport.messages).toHaveLength(101)
    expect(turns).toBeGreaterThan(0)
  })

  test('an error of sendBin reaches all who wait; the next send resumes', async () => {
    const { transport, drain } = narrow(0)
    const { sendBin } = transport
    const channel = binChannel(transport)
    const waiting = [channel.send(call(1)), channel.send(call(2))]
    transport.sendBin = () => {
      throw new Error('closed')
    }
    drain()
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { status: 'rejected', reason: { message: 'closed' } },
      { status: 'rejected', reason: { message: 'closed' } },
    ])
    transport.sendBin = sendBin
    void channel.send(call(3))
    expect(owners(transport.messages)).toEqual([...'abc'])
  })

  test('reset rejects who waits and stops the timer', async () => {
    vi.useFakeTimers()
    const { transport } = narrow(0)
    const channel = binChannel(transport)
    const waiting = channel.send(call(1))
    channel.reset()
    await expect(waiting).rejects.toBeInstanceOf(IorpcError)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a buffer that is detached meanwhile fails its own packet only', async () => {
    const { transport, drain } = narrow(2)
    const channel = binChannel(transport, { chunkSize: 100 })
    const value = bytesFrom(300)
    const waiting = [channel.send(call(value)), channel.send(call(2))]
    structuredClone(value.buffer, { transfer: [value.buffer as ArrayBuffer] })
    drain()
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { status: 'rejected', reason: { code: 'IORPC_BAD_VALUE' } },
      { status: 'fulfilled' },
    ])
    expect(owners(transport.messages)).toContain('b')
  })

  test('a buffer that sendBin itself detaches fails the send', () => {
    const transport = recorder()
    const value = bytesFrom(300)
    transport.sendBin = () => {
      if (value.length > 0) structuredClone(value.buffer, { transfer: [value.buffer as ArrayBuffer] })
    }
    expect(() => void binChannel(transport, { chunkSize: 100 }).send(value)).toThrow(
      expect.objectContaining({ code: 'IORPC_BAD_VALUE' }),
    )
  })
})

describe('interleave', () => {
  test('small packets overtake large ones, and keep their own order', async () => {
    const { transport, drain } = narrow(3)
    const channel = binChannel(transport, { chunkSize: 100, interleave: true })
    const waiting = [bytesFrom(1000), 1, 2, 3].map((value) => channel.send(call(value)))
    drain(3)
    await Promise.all(waiting.slice(1))
    expect(owners(transport.messages)).toEqual([...'aaabcd'])
    drain()
    await waiting[0]
    const { deliver, packets, errors } = receiver()
    transport.messages.forEach(deliver)
    expect(errors).toEqual([])
    const values = packets.map((packet) => (packet as { args: unknown[] }).args[0])
    expect(values.slice(0, 3)).toEqual([1, 2, 3])
    expect(contentOf(values[3])).toEqual(bytesFrom(1000))
  })

  test('without it they wait', () => {
    const { transport, drain } = narrow(3)
    const channel = binChannel(transport, { chunkSize: 100 })
    void channel.send(call(bytesFrom(500)))
    void channel.send(call(1))
    drain()
    expect(owners(transport.messages)).toEqual([...'aaaaaab'])
  })
})

test('the messages of several packets may come in turns', () => {
  const [a, b] = messagesOf([call(bytesFrom(250, 1)), call(bytesFrom(250, 2))], { chunkSize: 100 }) as [
    Uint8Array[],
    Uint8Array[],
  ]
  const { deliver, packets } = receiver()
  a.forEach((message, index) => [message, b[index]].forEach(deliver))
  expect(packets.map((packet) => contentOf((packet as { args: unknown[] }).args[0]))).toEqual([
    bytesFrom(250, 1),
    bytesFrom(250, 2),
  ])
})

test('onBin is subscribed once, and every handler gets every packet', () => {
  const transport: BinTransport = { sendBin: () => undefined, onBin: vi.fn() }
  const channel = binChannel(transport)
  const handlers = [vi.fn(), vi.fn()]
  for (const handler of handlers) channel.on(handler)
  expect(transport.onBin).toHaveBeenCalledTimes(1)
  const receive = vi.mocked(transport.onBin).mock.calls[0]?.[0]
  for (const message of messagesOf([5]).flat()) receive?.(message)
  for (const handler of handlers) expect(handler).toHaveBeenCalledExactlyOnceWith(5)
})
