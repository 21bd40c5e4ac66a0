import { dataChannelTransport } from 'iorpc/transports'
import { connectPeers } from '../support/nodeDataChannels.js'
import { testTransport } from './contract.js'
import { servePeer } from './peers/serve.js'

const options = { assembleBins: true }

testTransport('a data channel of node-datachannel', {
  connect(late) {
    const { channel, closeFar } = connectPeers((farChannel) => {
      const transport = dataChannelTransport(farChannel, options)
      servePeer(() => transport, late, closeFar)
    })
    return { transport: dataChannelTransport(channel, options), kill: closeFar }
  },
  killed: 'IORPC_CHANNEL_CLOSED',
  left: 'IORPC_CHANNEL_CLOSED',
  values: 'binary',
})
