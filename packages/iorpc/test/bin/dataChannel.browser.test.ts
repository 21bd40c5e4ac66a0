import { binChannel, type BinChunks, pair } from 'iorpc'
import { expect, test } from 'vitest'
import { openDataChannels } from '../support/dataChannels.js'

const MEGABYTE = 1024 * 1024

async function sha256(bytes: BufferSource): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16))
    .join(' ')
}

function random(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

function channelOver(channel: RTCDataChannel) {
  channel.binaryType = 'arraybuffer'
  channel.bufferedAmountLowThreshold = 65_536
  return binChannel({
    sendBin: (message) => channel.send(message),
    onBin: (handler) => channel.addEventListener('message', ({ data }) => handler(data as ArrayBuffer)),
    maxMessageSize: 262_144,
    bufferedAmount: () => channel.bufferedAmount,
    onDrain: (listener) => channel.addEventListener('bufferedamountlow', listener),
  })
}

const local = {
  async digest(value: Uint8Array | BinChunks, onChunks: (chunks: number) => void) {
    const chunks = '__binChunks' in value ? value.__binChunks : [value]
    onChunks(chunks.length)
    return sha256(await new Blob(chunks as BlobPart[]).arrayBuffer())
  },
  halve: (value: Uint8Array) => value.subarray(0, value.length / 2),
}

test('32 MB arrive unchanged, with progress on both sides', { timeout: 60_000 }, async () => {
  const [here, there] = await openDataChannels()
  const sender = channelOver(here)
  const receiver = channelOver(there)
  pair({ ...receiver, local })
  const { remote } = pair<typeof local>(sender)
  const counts = { in: 0, out: 0 }
  sender.onProgress(({ direction }) => counts[direction]++)
  receiver.onProgress(({ direction }) => counts[direction]++)

  const bytes = random(32 * MEGABYTE)
  let chunks = 0
  expect(await remote.digest(bytes, (count) => (chunks = count))).toBe(await sha256(bytes))
  const expected = Math.ceil(bytes.length / 200_000)
  expect({ chunks, ...counts }).toEqual({ chunks: expected, in: expected, out: expected })
})

test('a value arrives as a Uint8Array, also in a result', async () => {
  const [here, there] = await openDataChannels()
  pair({ ...channelOver(there), local })
  const { remote } = pair<typeof local>(channelOver(here))
  const result: unknown = await remote.halve(Uint8Array.of(1, 2, 3, 4))
  expect(result).toBeInstanceOf(Uint8Array)
  expect(result).toEqual(Uint8Array.of(1, 2))
})
