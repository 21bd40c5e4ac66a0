import { pair } from 'iorpc'
import { broadcastTransport, portTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import { peerApi } from './peers/api.js'

testTransport('a MessagePort within a page', {
  connect(late) {
    const { port1, port2 } = new MessageChannel()
    const serve = () => {
      const it = pair({
        ...portTransport(port2),
        local: peerApi(
          () => it.close(),
          () => it.close(),
        ),
      })
    }
    if (late) setTimeout(serve, 50)
    else serve()
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
    const serve = () => {
      const it = pair({
        ...broadcastTransport(name),
        local: peerApi(
          () => it.close(),
          () => it.close(),
        ),
      })
    }
    if (late) setTimeout(serve, 50)
    else serve()
    return { transport: broadcastTransport(name), kill: ({ remote }) => remote.noWait.die() }
  },
  killed: 'IORPC_PEER_LEFT',
  left: 'IORPC_PEER_LEFT',
  waits: true,
  values: 'copy',
})
