import { dataChannelTransport } from 'iorpc/transports'
import { connectPeers } from '../support/nodeDataChannels.js'
import { testTransport } from './contract.js'
import { servePeer } from './peers/serve.js'

const options = { assembleBins: true }

testTransport('a data channel of node-datachannel', {
  connect(late) {
    const { channel, far } = connectPeers((farChannel) => {
      const transport = dataChannelTransport(farChannel, options)
      servePeer(
        () => transport,
        late,
        () => far.close(),
      )
    })
    return { transport: dataChannelTransport(channel, options), kill: () => far.close() }
  },
  killed: 'IORPC_CHANNEL_CLOSED',
  left: 'IORPC_CHANNEL_CLOSED',
  values: 'binary',
})
