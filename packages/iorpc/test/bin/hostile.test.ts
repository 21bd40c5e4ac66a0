import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bytesFrom, call, contentOf, messagesOf, receiver } from './support.js'

const options = { chunkSize: 100 }
type Message = Uint8Array
const packets = [call(bytesFrom(250), bytesFrom(5), bytesFrom(100)), call('ok', bytesFrom(150))]
/** The first consists of a skeleton, three chunks, one and one. */
const [broken, other] = messagesOf(packets, options) as [
  [Message, Message, Message, Message, Message, Message],
  [Message, Message, Message],
]

function changed(message: Uint8Array, edit: (view: DataView) => void): Uint8Array {
  const copy = message.slice()
  edit(new DataView(copy.buffer))
  return copy
}

/** A skeleton with a text of our own, in one message. */
function skeleton(text: string | Uint8Array, id = 99): Uint8Array {
  const payload = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const message = new Uint8Array(11 + payload.length)
  message.set([1, 0, 0, 0, id, 0, 0, 0, 0, 0, 1])
  message.set(payload, 11)
  return message
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a broken packet', () => {
  const [m0, m1, m2, m3, m4, m5] = broken
  test.each<[string, unknown[]]>([
    ['a missing skeleton', [m1, m2, m3, m4, m5]],
    ['a missing chunk', [m0, m1, m3, m4, m5]],
    ['a missing value', [m0, m1, m2, m3, m5]],
    ['a missing last chunk', [m0, m1, m2, m3, m4]],
    ['a repeated skeleton', [m0, m0, m1, m2, m3, m4, m5]],
    ['a repeated chunk', [m0, m1, m1, m2, m3, m4, m5]],
    ['a repeated value', [m0, m1, m2, m3, m4, m4, m5]],
    ['chunks in another order', [m0, m2, m1, m3, m4, m5]],
    ['values in another order', [m0, m1, m2, m3, m5, m4]],
    ['a chunk before the skeleton', [m1, m0, m2, m3, m4, m5]],
    ['a truncated chunk', [m0, m1, m2.subarray(0, 50), m3, m4, m5]],
    ['a truncated last chunk', [m0, m1, m2, m3.subarray(0, 20), m4, m5]],
    ['an empty chunk', [m0, m1, m2.subarray(0, 11), m2, m3, m4, m5]],
    ['a truncated header', [m0, m1, m2.subarray(0, 7), m3, m4, m5]],
    ['a truncated skeleton', [m0.subarray(0, -4), m1, m2, m3, m4, m5]],
    ['an unknown type', [m0, changed(m1, (view) => view.setUint8(0, 9)), m2, m3, m4, m5]],
    [
      'an index beyond the last value',
      [m0, changed(m1, (view) => view.setUint16(5, 60_000)), m2, m3, m4, m5],
    ],
    ['a sequence beyond the total', [m0, changed(m1, (view) => view.setUint16(7, 60_000)), m2, m3, m4, m5]],
    ['a total that grows', [m0, m1, changed(m2, (view) => view.setUint16(9, 60_000)), m3, m4, m5]],
    ['a total that lies', [m0, changed(m1, (view) => view.setUint16(9, 60_000)), m2, m3, m4, m5]],
    ['a total of nothing', [changed(m0, (view) => view.setUint16(9, 0)), m1, m2, m3, m4, m5]],
    ['a reused id', [m0, m1, skeletonOfOther(), m2, m3, m4, m5]],
  ])('with %s is told once and not delivered; others are unharmed', (_, messages) => {
    const { deliver, packets, errors } = receiver()
    const [first, ...rest] = other
    deliver(first)
    for (const message of messages) expect(() => deliver(message)).not.toThrow()
    rest.forEach(deliver)
    expect(packets).toMatchObject([{ args: ['ok', { length: 150 }] }])
    vi.runAllTimers()
    expect(errors).toMatchObject([{ name: 'IorpcError', code: 'IORPC_BAD_PACKET' }])
    expect(packets).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  function skeletonOfOther(): Uint8Array {
    const [first] = messagesOf(['other']).flat() as [Uint8Array]
    return changed(first, (view) => view.setUint32(1, new DataView(m0.buffer).getUint32(1)))
  }

  test('a repeated packet is delivered once', () => {
    const { deliver, packets, errors } = receiver()
    const messages = [...messagesOf(['plain']).flat(), ...broken]
    ;[...messages, ...messages].forEach(deliver)
    vi.runAllTimers()
    expect([packets.length, errors.length]).toEqual([2, 0])
  })

  test('a sender that starts again is not taken for one that repeats itself', () => {
    const { deliver, packets } = receiver()
    for (let restart = 0; restart < 20; restart++) messagesOf([restart]).flat().forEach(deliver)
    expect(packets).toHaveLength(20)
  })
})

describe('a skeleton', () => {
  test.each([
    ['no JSON', '[{'],
    ['no list', '{"apiFunc":"a"}'],
    ['nothing', ''],
    ['an empty list', '[]'],
    ['null', 'null'],
    ['broken UTF-8', Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d)],
    ['a placeholder without a value', '[{"args":[{"__bin":0}]}]'],
    ['a value without a placeholder', '[{"args":[]},3]'],
    ['a placeholder out of range', '[{"args":[{"__bin":1}]},3]'],
    ['a negative placeholder', '[{"args":[{"__bin":-1}]},3]'],
    ['a repeated placeholder', '[{"args":[{"__bin":0},{"__bin":0}]},3]'],
    ['a placeholder that is text', '[{"args":[{"__bin":"length"}]},3]'],
    ['a placeholder that is null', '[{"args":[{"__bin":null}]}]'],
    ['depth without end', '[' + '{"__bin":{"a":'.repeat(20_000) + '1' + '}}'.repeat(20_000) + ']'],
  ])('with %s is told once', (_, text) => {
    const { deliver, packets, errors } = receiver()
    deliver(skeleton(text))
    deliver(skeleton('["other"]', 98))
    vi.runAllTimers()
    expect(errors).toMatchObject([{ code: 'IORPC_BAD_PACKET' }])
    expect(packets).toEqual(['other'])
  })

  test.each(['"3"', '-1', '1e999', '{}', '[3]', 'null'])(
    'that announces a length of %s never completes',
    (length) => {
      const { deliver, packets, errors } = receiver()
      deliver(skeleton(`[{"__bin":0},${length}]`))
      deliver(new Uint8Array([2, 0, 0, 0, 99, 0, 0, 0, 0, 0, 1, 1, 2, 3]))
      expect([packets.length, errors.length]).toEqual([0, 1])
    },
  )

  test('cannot reach a prototype', () => {
    const { deliver, packets } = receiver()
    deliver(skeleton('[{"__proto__":{"__bin":0},"constructor":{"prototype":{"x":{"__bin":1}}}},1,1]'))
    for (const index of [0, 1]) deliver(new Uint8Array([2, 0, 0, 0, 99, 0, index, 0, 0, 0, 1, 7]))
    expect(packets).toHaveLength(1)
    expect(Object.getPrototypeOf(packets[0])).toBe(Object.prototype)
    expect(Object.keys(packets[0] as object)).toEqual(['__proto__', 'constructor'])
    expect('x' in Object.prototype).toBe(false)
  })
})

describe('what is no message', () => {
  test.each<[string, unknown]>([
    ['text', 'hello'],
    ['text that is a number', '100000000000'],
    ['a number', 2 ** 40],
    ['undefined', undefined],
    ['null', null],
    ['a Blob', new Blob(['x'])],
    ['an object', { byteLength: 20 }],
    ['no bytes', new ArrayBuffer(0)],
    ['three bytes', Uint8Array.of(1, 2, 3)],
  ])('%s is told', (_, message) => {
    const { deliver, packets, errors } = receiver()
    expect(() => deliver(message)).not.toThrow()
    expect(errors).toMatchObject([{ code: 'IORPC_BAD_PACKET' }])
    expect(packets).toEqual([])
  })
})

describe('limits', () => {
  /** Skeletons that each announce a value which does not come. */
  const unfinished = (count: number) =>
    messagesOf(Array.from({ length: count }, (_, index) => call(index, bytesFrom(1)))).map(
      ([first]) => first as Uint8Array,
    )

  test('thousands of unfinished packets are dropped after pendingTTL, each told once', async () => {
    vi.useRealTimers()
    const { deliver, errors, packets } = receiver({ pendingTTL: 500 })
    unfinished(5000).forEach(deliver)
    other.forEach(deliver)
    expect([packets.length, errors.length]).toEqual([1, 0])
    await vi.waitFor(() => expect(errors).toHaveLength(5000), 10_000)
  })

  test('beyond maxPendingPackets the one that has waited longest is dropped', () => {
    const { deliver, errors, packets } = receiver({ maxPendingPackets: 10 })
    const [first, ...rest] = other
    deliver(first)
    unfinished(9).forEach(deliver)
    deliver(rest[0])
    unfinished(9).forEach(deliver)
    expect(errors).toHaveLength(9)
    rest.slice(1).forEach(deliver)
    expect(packets).toHaveLength(1)
  })

  test('beyond maxPendingBytes too', () => {
    const { deliver, errors, packets } = receiver({ maxPendingBytes: 100_000 })
    const large = messagesOf(
      [1, 2, 3].map(() => call(bytesFrom(50_000))),
      { chunkSize: 10_000 },
    )
    for (const messages of large) messages.slice(0, -1).forEach(deliver)
    expect(errors).toHaveLength(1)
    for (const messages of large) deliver(messages.at(-1))
    expect([packets.length, errors.length]).toEqual([2, 1])
  })

  test('a single packet larger than maxPendingBytes is dropped, tiny chunks or not', () => {
    const { deliver, errors, packets } = receiver({ maxPendingBytes: 100_000 })
    messagesOf([bytesFrom(120_000)], { chunkSize: 10_000 })
      .flat()
      .forEach(deliver)
    messagesOf([bytesFrom(1000)], { chunkSize: 1 })
      .flat()
      .forEach(deliver)
    deliver(skeleton(JSON.stringify(['x'.repeat(10_000)])))
    expect([packets.length, errors.length]).toEqual([0, 3])
  })

  test('what is finished is not held', () => {
    const { deliver, errors, packets } = receiver({ maxPendingBytes: 100_000, maxPendingPackets: 1 })
    for (let round = 0; round < 50; round++)
      messagesOf([bytesFrom(50_000)])
        .flat()
        .forEach(deliver)
    expect([packets.length, errors.length]).toEqual([50, 0])
  })

  test('pendingTTL counts from the last message; 0 and Infinity never end', () => {
    const [first, ...rest] = other
    for (const pendingTTL of [0, Infinity]) {
      const { deliver, packets, errors } = receiver({ pendingTTL })
      deliver(first)
      vi.advanceTimersByTime(2 ** 31)
      rest.forEach(deliver)
      expect([packets.length, errors.length]).toEqual([1, 0])
    }
    const { deliver, packets, errors } = receiver({ pendingTTL: 1000 })
    for (const message of other) {
      vi.advanceTimersByTime(900)
      deliver(message)
    }
    expect([packets.length, errors.length]).toEqual([1, 0])
  })

  test('reset drops what is half received, silently, and stops all timers', () => {
    const { channel, deliver, packets, errors } = receiver()
    const [first, ...rest] = other
    deliver(first)
    expect(vi.getTimerCount()).toBe(1)
    channel.reset()
    expect(vi.getTimerCount()).toBe(0)
    rest.forEach(deliver)
    expect([packets.length, errors.length]).toEqual([0, 0])
    messagesOf([bytesFrom(3)])
      .flat()
      .forEach(deliver)
    expect(packets.map(contentOf)).toEqual([bytesFrom(3)])
  })
})

describe('on this side', () => {
  test('a handler that throws is told to onError, and the other handlers get the packet', () => {
    const { channel, deliver, packets, errors } = receiver()
    channel.on(() => {
      throw new Error('handler')
    })
    const last = vi.fn()
    channel.on(last)
    messagesOf([1]).flat().forEach(deliver)
    expect(packets).toEqual([1])
    expect(last).toHaveBeenCalledOnce()
    expect(errors).toMatchObject([{ code: 'IORPC_BAD_PACKET', cause: { message: 'handler' } }])
  })

  test('an onError that throws does not reach the transport', () => {
    const { deliver } = receiver({
      onError: () => {
        throw new Error('onError')
      },
    })
    expect(() => deliver('text')).not.toThrow()
  })
})
