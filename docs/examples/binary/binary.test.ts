import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { pair, transfer, withOptions, type BinChunks } from 'iorpc'
import { portTransport, webSocketTransport } from 'iorpc/transports'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

// #region transfer-result
const worker = {
  invert(pixels: Uint8ClampedArray) {
    for (const [index, value] of pixels.entries()) pixels[index] = 255 - value
    return transfer(pixels, [pixels.buffer])
  },
}
// #endregion transfer-result

// #region chunks
const store = {
  async save(name: string, bytes: Uint8Array | BinChunks) {
    const parts = '__binChunks' in bytes ? bytes.__binChunks : [bytes]
    for (const part of parts) await append(name, part)
    return bytes.length
  },
}
// #endregion chunks

const written = new Map<string, number>()
async function append(name: string, part: Uint8Array) {
  written.set(name, (written.get(name) ?? 0) + part.length)
}

test('to a worker by transfer', async () => {
  const { port1, port2 } = new MessageChannel()
  const far = pair({ ...portTransport(port2), local: worker })
  const { remote, close } = pair<typeof worker>({ ...portTransport(port1) })
  onTestFinished(() => {
    close()
    far.close()
  })
  // #region transfer
  const pixels = new Uint8ClampedArray(1_000_000)
  const inverted = await withOptions(remote, { transfer: [pixels.buffer] }).invert(pixels)
  console.log(pixels.length, inverted.length) // 0 1000000
  // #endregion transfer
  expect([pixels.length, inverted.length, inverted[0]]).toEqual([0, 1_000_000, 255])
  await remote.invert(transfer(new Uint8ClampedArray(8), []))
})

test('over a WebSocket in chunks, with progress', async () => {
  const server = new WebSocketServer({ port: 0 })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  server.on('connection', (socket) => {
    // #region socket-server
    pair({ ...webSocketTransport(socket, { binary: true }), local: store })
    // #endregion socket-server
  })
  const url = `ws://localhost:${(server.address() as AddressInfo).port}`
  const percents: number[] = []
  const show = (percent: number) => percents.push(percent)
  const bytes = new Uint8Array(3_000_000)
  // #region socket-client
  const transport = webSocketTransport(() => new WebSocket(url), { binary: { chunkSize: 100_000 } })
  const { remote, close } = pair<typeof store>(transport)

  const stop = transport.onProgress(({ direction, bytes, totalBytes }) => {
    if (direction === 'out') show((bytes / totalBytes) * 100)
  })
  await remote.save('film', bytes)
  stop()
  // #endregion socket-client
  close()
  expect(written.get('film')).toBe(3_000_000)
  expect(percents).toHaveLength(30)
  expect(percents.at(-1)).toBe(100)
})

test('elements of a type need alignment', () => {
  const message = new Uint8Array(11 + 8)
  const bytes = message.subarray(11)
  // #region aligned
  const floats = new Float32Array(new Uint8Array(bytes).buffer)
  // #endregion aligned
  expect(floats).toHaveLength(2)
})
