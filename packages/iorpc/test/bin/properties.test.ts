import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call, messagesOf, receiver } from './support.js'

const binary = fc.uint8Array({ maxLength: 200 })
const key = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constantFrom('__bin', '__binChunks', '__proto__', 'constructor', 'length'),
)
const plain = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec<{ tree: unknown; node: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, plain, binary, tie('node')),
  node: fc.oneof(
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map(Object.fromEntries),
  ),
}))
const packet = fc.array(tree, { maxLength: 4 }).map((args) => call(...args))
const chunkSize = fc.integer({ min: 1, max: 300 })

/** As text in which binary values stand as hex, however they came. */
function written(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, json: unknown) {
    const original = this[name]
    if (original instanceof Uint8Array) return { binary: Buffer.from(original).toString('hex') }
    const { __binChunks: chunks, length } = Object(original) as { __binChunks?: unknown; length?: unknown }
    const isChunked = Array.isArray(chunks) && chunks.length > 1 && typeof length === 'number'
    if (isChunked && chunks.every((chunk) => chunk instanceof Uint8Array)) {
      return { binary: Buffer.concat(chunks as Uint8Array[]).toString('hex') }
    }
    return json
  })
}

test('any packet arrives as it was sent, whatever the size of chunks', () => {
  fc.assert(
    fc.property(
      fc.array(packet, { maxLength: 3 }),
      chunkSize,
      fc.boolean(),
      (packets, size, assembleBins) => {
        const { deliver, packets: arrived, errors } = receiver({ assembleBins })
        for (const message of messagesOf(packets, { chunkSize: size }).flat()) deliver(message)
        expect(errors).toEqual([])
        expect(arrived.map(written)).toEqual(packets.map(written))
      },
    ),
    { numRuns: 500 },
  )
})

test('what send accepts, a receiver with the same limits accepts', () => {
  fc.assert(
    fc.property(packet, chunkSize, fc.integer({ min: 1000, max: 10_000 }), (sent, size, maxPendingBytes) => {
      const options = { chunkSize: size, maxPendingBytes }
      const { deliver, packets: arrived, errors } = receiver(options)
      const whole = messagesOf([sent], { chunkSize: size }).flat()
      let isAccepted = true
      try {
        messagesOf([sent], options)
      } catch {
        isAccepted = false
      }
      whole.forEach(deliver)
      expect([arrived.length, errors.length]).toEqual(isAccepted ? [1, 0] : [0, 1])
    }),
    { numRuns: 500 },
  )
})

type Fault =
  | { kind: 'drop' | 'repeat' | 'swap'; at: number }
  | { kind: 'truncate'; at: number; to: number }
  | { kind: 'flip'; at: number; byte: number; bit: number }

const at = fc.nat({ max: 100 })
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'repeat', 'swap'), at }),
  fc.record({ kind: fc.constant('truncate'), at, to: fc.nat({ max: 100 }) }),
  // Not in the id: nothing can tell a changed one from that of another packet.
  fc.record({
    kind: fc.constant('flip'),
    at,
    byte: fc.oneof(
      fc.constant(0),
      fc.nat({ max: 30 }).map((n) => n + 5),
    ),
    bit: fc.nat({ max: 7 }),
  }),
)

/** Returns the messages with the fault, and those that it has touched. */
function afflict(messages: Uint8Array[], { at: place, ...rest }: Fault): [Uint8Array[], Uint8Array[]] {
  const index = place % messages.length
  const [message, next] = [messages[index], messages[index + 1]] as [Uint8Array, Uint8Array | undefined]
  const result = messages.slice()
  switch (rest.kind) {
    case 'drop':
      result.splice(index, 1)
      break
    case 'repeat':
      result.splice(index, 0, message)
      break
    case 'swap':
      if (next) result.splice(index, 2, next, message)
      break
    case 'truncate':
      result[index] = message.subarray(0, rest.to % message.length)
      break
    case 'flip': {
      const copy = message.slice()
      const byte = rest.byte < copy.length ? rest.byte : 0
      copy[byte] = (copy[byte] ?? 0) ^ (1 << rest.bit)
      result[index] = copy
    }
  }
  return [result, next ? [message, next] : [message]]
}

test('a fault touches its own packet only, is told at most once for it, and nothing is delivered twice', () => {
  fc.assert(
    fc.property(
      fc.array(packet, { minLength: 1, maxLength: 4 }),
      chunkSize,
      fault,
      (packets, size, trouble) => {
        const { deliver, packets: arrived, errors, channel } = receiver()
        const sent = messagesOf(packets, { chunkSize: size })
        const [messages, touched] = afflict(sent.flat(), trouble)
        for (const message of messages) deliver(message)
        channel.reset()

        const texts = arrived.map(written)
        const healthy = packets.filter(
          (_, index) => !sent[index]?.some((message) => touched.includes(message)),
        )
        for (const text of healthy.map(written)) expect(texts).toContain(text)
        expect(arrived.length).toBeLessThanOrEqual(packets.length)
        // A changed id makes two packets of one.
        expect(errors.length).toBeLessThanOrEqual(
          trouble.kind === 'flip' || trouble.kind === 'truncate' ? 2 : 1,
        )
      },
    ),
    { numRuns: 1000 },
  )
})

test('whatever comes, nothing is thrown, and a healthy packet gets through afterwards', () => {
  const shaped = fc
    .tuple(
      fc.constantFrom(1, 2, 3),
      fc.nat({ max: 3 }),
      fc.nat({ max: 2 }),
      fc.nat({ max: 2 }),
      fc.nat({ max: 3 }),
      fc.string(),
    )
    .map(([type, id, index, sequence, total, text]) =>
      Uint8Array.from([
        type,
        0,
        0,
        0,
        id,
        0,
        index,
        0,
        sequence,
        0,
        total,
        ...new TextEncoder().encode(text),
      ]),
    )
  const skeleton = fc
    .tuple(fc.nat({ max: 3 }), fc.json())
    .map(([id, json]) =>
      Uint8Array.from([1, 0, 0, 0, id, 0, 0, 0, 0, 0, 1, ...new TextEncoder().encode(`[${json},1]`)]),
    )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(shaped, skeleton, fc.uint8Array(), fc.anything()), { maxLength: 30 }),
      (noise) => {
        const { deliver, packets, channel } = receiver()
        for (const message of noise) deliver(message)
        const before = packets.length
        messagesOf([call('healthy')])
          .flat()
          .forEach(deliver)
        expect(packets.slice(before)).toEqual([call('healthy')])
        channel.reset()
      },
    ),
    { numRuns: 1000 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})
