import { pair } from 'iorpc'
import { dataChannelTransport } from 'iorpc/transports'
import { expect, test } from 'vitest'
import { openDataChannels } from '../support/dataChannels.js'

const MEGABYTE = 1024 * 1024

/**
 * Sends calls beside a large transfer.
 *
 * @returns how many bytes of the transfer arrived between each call and its arrival, smallest first
 */
async function callBeside(size: number, interleave: boolean): Promise<number[]> {
  const [here, there] = await openDataChannels()
  const far = dataChannelTransport(there)
  let arrived = 0
  far.onProgress(({ bytes }) => (arrived = bytes))
  const local = { arrived: () => arrived, take: ({ length }: { length: number }) => length }
  pair({ ...far, local })
  const { remote } = pair<typeof local>({ ...dataChannelTransport(here, { interleave }) })

  const waits: number[] = []
  const transfer = remote.take(new Uint8Array(size)).then((length) => expect(length).toBe(size))
  while (arrived < size) {
    const before = arrived
    waits.push((await remote.arrived()) - before)
    await new Promise((resolve) => setTimeout(resolve))
  }
  await transfer
  return waits.sort((a, b) => a - b)
}

test('with interleave, a call waits for little of a large transfer', { timeout: 60_000 }, async () => {
  const waits = await callBeside(32 * MEGABYTE, true)
  expect(waits.length).toBeGreaterThan(16)
  expect(waits.at(-1)).toBeLessThan(MEGABYTE)
})

test('without, it waits for all of it', { timeout: 60_000 }, async () => {
  expect(await callBeside(32 * MEGABYTE, false)).toEqual([32 * MEGABYTE])
})
