import { expect, onTestFinished, vi } from 'vitest'

/**
 * Connects two peers within this page, until the test has finished.
 *
 * @param onChannel gets the far end as soon as it is there, and its connection
 * @returns the near end, and the connection of the far one
 */
export async function connectPeers(
  onChannel: (channel: RTCDataChannel, connection: RTCPeerConnection) => void,
): Promise<{ channel: RTCDataChannel; far: RTCPeerConnection }> {
  const near = new RTCPeerConnection()
  const far = new RTCPeerConnection()
  onTestFinished(() => {
    near.close()
    far.close()
  })
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined)
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined)
  far.ondatachannel = ({ channel }) => onChannel(channel, far)
  const channel = near.createDataChannel('iorpc')
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
  await far.setLocalDescription()
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
  return { channel, far }
}

/** Both ends of such a channel, open. */
export async function openDataChannels(): Promise<[RTCDataChannel, RTCDataChannel]> {
  let far: RTCDataChannel | undefined
  const { channel } = await connectPeers((there) => (far = there))
  await vi.waitFor(() => expect([channel.readyState, far?.readyState]).toEqual(['open', 'open']))
  return [channel, far as unknown as RTCDataChannel]
}
