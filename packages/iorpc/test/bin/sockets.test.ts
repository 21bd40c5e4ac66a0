import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { binChannel, type BinChunks, pair, type TransferProgress } from 'iorpc'
import { cleanup, type DataChannel } from 'node-datachannel'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { connectPeers } from '../support/nodeDataChannels.js'

const sha256 = (chunks: Uint8Array[]) =>
  chunks.reduce((hash, chunk) => hash.update(chunk), createHash('sha256')).digest('hex')

const local = {
  digest: (value: Uint8Array | BinChunks, onDone: (text: string) => void) => {
    onDone('received')
    return sha256('__binChunks' in value ? value.__binChunks : [value])
  },
  reverse: (value: Uint8Array) => new Uint8Array(value).reverse(),
}
type Api = typeof local

const onWebSocket = (socket: WebSocket) =>
  binChannel({
    sendBin: (message) => socket.send(message),
    onBin: (handler) => socket.on('message', (message: Buffer) => handler(message)),
    bufferedAmount: () => socket.bufferedAmount,
  })

const onDataChannel = (channel: DataChannel) => {
  channel.setBufferedAmountLowThreshold(65_536)
  return binChannel({
    sendBin: (message) => channel.sendMessageBinary(message),
    onBin: (handler) => channel.onMessage((message) => typeof message !== 'string' && handler(message)),
    maxMessageSize: channel.maxMessageSize(),
    bufferedAmount: () => channel.bufferedAmount(),
    onDrain: (listener) => channel.onBufferedAmountLow(listener),
  })
}

async function exchange(here: ReturnType<typeof binChannel>, there: ReturnType<typeof binChannel>) {
  pair({ ...there, local })
  const { remote } = pair<Api>(here)
  const progress: TransferProgress[] = []
  here.onProgress((event) => progress.push(event))

  const large = randomBytes(16 * 1024 * 1024)
  const told: string[] = []
  expect(await remote.digest(large, (text) => told.push(text))).toBe(sha256([large]))
  expect(told).toEqual(['received'])
  expect(await remote.reverse(Uint8Array.of(1, 2, 3))).toEqual(Buffer.of(3, 2, 1))

  const last = progress.findLast(
    ({ direction, totalBytes }) => direction === 'out' && totalBytes === large.length,
  )
  expect(last).toMatchObject({ apiFunc: 'digest', bytes: large.length, chunks: last?.totalChunks })
}

test('over WebSockets of ws', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  onTestFinished(() => client.terminate())
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [
    [WebSocket],
    unknown,
  ]
  await exchange(onWebSocket(client), onWebSocket(socket))
})

afterAll(() => cleanup())

test('over data channels of node-datachannel', async () => {
  let far: DataChannel | undefined
  const { channel } = connectPeers((there) => (far = there))
  await vi.waitFor(() => expect([channel.isOpen(), far?.isOpen()]).toEqual([true, true]), 10_000)
  await exchange(onDataChannel(channel), onDataChannel(far as unknown as DataChannel))
})
