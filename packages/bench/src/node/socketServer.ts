import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { type WireContestant } from '../contestant.js'
import { wireContestants, type WireContestantName } from '../contestants/index.js'

// The path names the contestant. Tells its parent the port, and ends with it.
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 2 ** 30 })
server.on('connection', (socket, { url = '' }) => {
  const contestant: WireContestant = wireContestants[decodeURIComponent(url.slice(1)) as WireContestantName]
  contestant.serve(socket)
})
server.on('listening', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
