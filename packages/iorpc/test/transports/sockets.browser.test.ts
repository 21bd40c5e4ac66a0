import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { commands } from './browserCommands.js'
import { pair } from 'iorpc'
import { dataChannelTransport, webSocketTransport } from 'iorpc/transports'
import { connectPeers } from '../support/dataChannels.js'
import { testTransport } from './contract.js'
import type { PeerApi } from './peers/api.js'
import { servePeer } from './peers/serve.js'

let port: number
beforeAll(async () => {
  port = await commands.startSocketServer()
})
afterAll(() => commands.stopSocketServer(port))

for (const binary of [false, true]) {
  testTransport(`a WebSocket of the browser with ${binary ? 'binary messages' : 'JSON'}`, {
    connect(late) {
      const socket = new WebSocket(`ws://localhost:${port}/${binary ? 'binary' : ''}${late ? 'late' : ''}`)
      return {
        transport: webSocketTransport(socket, { binary }),
        kill: ({ remote }) => remote.noWait.die(),
      }
    },
    killed: 'IORPC_SOCKET_CLOSED',
    left: 'IORPC_SOCKET_CLOSED',
    values: binary ? 'binary' : 'json',
  })
}

test('a WebSocket of the browser connects again', async () => {
  const transport = webSocketTransport(() => new WebSocket(`ws://localhost:${port}`), {
    reconnect: { minDelay: 10 },
  })
  const api = pair<PeerApi>({ ...transport })
  onTestFinished(() => api.close())
  expect(await api.remote.add(1, 1)).toBe(2)
  const pending = api.remote.hang()
  api.remote.noWait.die()
  await expect(pending).rejects.toMatchObject({ code: 'IORPC_SOCKET_CLOSED' })
  expect(await api.remote.add(2, 2)).toBe(4)
  expect(transport.status()).toEqual({ state: 'open', epoch: 2 })
})

const options = { assembleBins: true }

testTransport('an RTCDataChannel', {
  async connect(late) {
    const { channel, far } = await connectPeers((farChannel, connection) => {
      const transport = dataChannelTransport(farChannel, options)
      servePeer(
        () => transport,
        late,
        () => connection.close(),
      )
    })
    return { transport: dataChannelTransport(channel, options), kill: () => far.close() }
  },
  killed: 'IORPC_CHANNEL_CLOSED',
  left: 'IORPC_CHANNEL_CLOSED',
  values: 'binary',
})

test.each([{ ordered: false }, { maxRetransmits: 0 }, { maxPacketLifeTime: 100 }])(
  'a data channel with %j is refused',
  (options) => {
    const connection = new RTCPeerConnection()
    onTestFinished(() => connection.close())
    expect(() => dataChannelTransport(connection.createDataChannel('iorpc', options))).toThrow(
      expect.objectContaining({ code: 'IORPC_BAD_OPTION' }),
    )
  },
)
