import nodeDataChannel, { type DataChannel, type PeerConnection } from 'node-datachannel'
import { onTestFinished } from 'vitest'

/**
 * Connects two peers of node-datachannel, until the test has finished.
 *
 * @param onChannel gets the far end as soon as it is there
 * @returns the near end, which is not open yet, and what ends the far one
 */
export function connectPeers(onChannel: (channel: DataChannel) => void): {
  channel: DataChannel
  closeFar: () => void
} {
  const near = new nodeDataChannel.PeerConnection('near', { iceServers: [] })
  const far = new nodeDataChannel.PeerConnection('far', { iceServers: [] })
  // Nobody gets candidates before both have a description: whoever is reached without one fails, and an error that
  // a listener throws ends the process.
  let candidates: (() => unknown)[] | undefined = []
  const closed = new Set<PeerConnection>()
  const close = (peer: PeerConnection) => {
    closed.add(peer)
    peer.close()
  }
  onTestFinished(() => {
    close(near)
    close(far)
  })
  near.onLocalDescription((sdp, type) => closed.has(far) || far.setRemoteDescription(sdp, type))
  far.onLocalDescription((sdp, type) => {
    if (closed.has(near)) return
    near.setRemoteDescription(sdp, type)
    const waiting = candidates
    candidates = undefined
    for (const add of waiting ?? []) add()
  })
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.onLocalCandidate((candidate, mid) => {
      const add = () => closed.has(to) || to.addRemoteCandidate(candidate, mid)
      if (candidates) candidates.push(add)
      else add()
    })
  }
  far.onDataChannel(onChannel)
  return { channel: near.createDataChannel('iorpc'), closeFar: () => close(far) }
}
