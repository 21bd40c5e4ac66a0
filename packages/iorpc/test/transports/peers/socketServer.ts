import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { pair } from 'iorpc'
import { webSocketTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

// Serves `PeerApi` as JSON or, at an address with `binary`, as binary messages. Tells its parent the port.
const server = new WebSocketServer({ port: 0 })
server.on('connection', (socket, { url = '' }) => {
  const transport = webSocketTransport(socket, { binary: url.includes('binary') && { assembleBins: true } })
  const serve = () => {
    const die = () => socket.terminate()
    const it = pair({ ...transport, local: peerApi(die, () => it.close()) })
  }
  if (url.includes('late')) setTimeout(serve, 50)
  else serve()
})
await once(server, 'listening')
process.send?.((server.address() as AddressInfo).port)
process.on('disconnect', () => process.exit())
