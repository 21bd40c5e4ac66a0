import { onTestFinished } from 'vitest'
import nodeDataChannel, { type DataChannel } from 'node-datachannel'
import { dataChannelTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import { servePeer } from './peers/serve.js'

function connectPeers(onChannel: (channel: DataChannel) => void) {
  const near = new nodeDataChannel.PeerConnection('near', { iceServers: [] })
  const far = new nodeDataChannel.PeerConnection('far', { iceServers: [] })
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.onLocalDescription((sdp, type) => to.setRemoteDescription(sdp, type))
    from.onLocalCandidate((candidate, mid) => to.addRemoteCandidate(candidate, mid))
  }
  far.onDataChannel(onChannel)
  onTestFinished(() => {
    near.close()
    far.close()
  })
  return { channel: near.createDataChannel('iorpc'), far }
}

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
