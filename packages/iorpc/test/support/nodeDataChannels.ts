import nodeDataChannel, { type DataChannel, type PeerConnection } from 'node-datachannel'
import { onTestFinished } from 'vitest'

/**
 * Connects two peers of node-datachannel, until the test has finished.
 *
 * @param onChannel gets the far end as soon as it is there
 * @returns the near end, which is not open yet, and the connection of the far one
 */
export function connectPeers(onChannel: (channel: DataChannel) => void): {
  channel: DataChannel
  far: PeerConnection
} {
  const near = new nodeDataChannel.PeerConnection('near', { iceServers: [] })
  const far = new nodeDataChannel.PeerConnection('far', { iceServers: [] })
  onTestFinished(() => {
    near.close()
    far.close()
  })
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.onLocalDescription((sdp, type) => to.setRemoteDescription(sdp, type))
    from.onLocalCandidate((candidate, mid) => to.addRemoteCandidate(candidate, mid))
  }
  far.onDataChannel(onChannel)
  return { channel: near.createDataChannel('iorpc'), far }
}
