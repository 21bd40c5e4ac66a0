import { broadcastTransport, portTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import { servePeer } from './peers/serve.js'

testTransport('a MessagePort within a page', {
  connect(late) {
    const { port1, port2 } = new MessageChannel()
    servePeer(() => portTransport(port2), late)
    return { transport: portTransport(port1), kill: ({ remote }) => remote.noWait.die() }
  },
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})

let channels = 0

testTransport('a BroadcastChannel', {
  connect(late) {
    const name = `peers ${channels++}`
    servePeer(() => broadcastTransport(name), late)
    return { transport: broadcastTransport(name), kill: ({ remote }) => remote.noWait.die() }
  },
  killed: 'IORPC_PEER_LEFT',
  left: 'IORPC_PEER_LEFT',
  waits: true,
  values: 'copy',
})
