import { binChannel, readBinHeader } from 'iorpc'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesFrom, call, contentOf, receiver } from './support.js'

const sizes = fc.nat({ max: 1000 })
const step = fc.oneof(
  fc.record({ do: fc.constant('send' as const), size: sizes }),
  // Within `sendBin`, where it must not get between the messages of another packet.
  fc.record({ do: fc.constant('sendWithin' as const), size: sizes }),
  fc.record({ do: fc.constant('drain' as const), messages: fc.nat({ max: 5 }) }),
  fc.record({ do: fc.constant('fail' as const) }),
)

test('whatever the transport does, every packet arrives once and whole; first in, first out without interleave', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 50, max: 300 }),
      fc.boolean(),
      async (steps, chunkSize, interleave) => {
        const { deliver, packets, errors } = receiver()
        let room = 3
        let isFailing = false
        let onDrain = () => {}
        const within: number[] = []
        const sent: Uint8Array[] = []
        const promises: unknown[] = []
        const owners: number[] = []

        const channel = binChannel(
          {
            sendBin(message) {
              if (isFailing) {
                isFailing = false
                throw new Error('full')
              }
              room--
              owners.push(readBinHeader(message)?.messageId ?? -1)
              deliver(message)
              for (const size of within.splice(0)) send(size)
            },
            onBin: () => {},
            bufferedAmount: () => (room > 0 ? 0 : Infinity),
            onDrain: (listener) => (onDrain = listener),
          },
          { chunkSize, interleave },
        )
        function send(size: number) {
          const value = bytesFrom(size, sent.length)
          sent.push(value)
          try {
            promises.push(channel.send(call(value))?.catch((error: unknown) => error))
          } catch (error) {
            expect(error).toMatchObject({ message: 'full' })
          }
        }

        for (const step of steps) {
          if (step.do === 'send') send(step.size)
          else if (step.do === 'sendWithin') within.push(step.size)
          else if (step.do === 'fail') isFailing = true
          else {
            room = step.messages
            onDrain()
          }
        }
        room = Infinity
        // The first may fail.
        onDrain()
        onDrain()
        await Promise.all(promises)

        const arrived = packets.map((packet) => contentOf((packet as { args: unknown[] }).args[0]))
        expect(errors).toEqual([])
        if (interleave) {
          expect(new Set(arrived.map(String))).toEqual(new Set(sent.map(String)))
          expect(arrived).toHaveLength(sent.length)
          return
        }
        expect(arrived).toEqual(sent)
        const blocks = owners.filter((owner, at) => owner !== owners[at - 1])
        expect(blocks).toEqual([...new Set(owners)])
      },
    ),
    { numRuns: 500 },
  )
})
