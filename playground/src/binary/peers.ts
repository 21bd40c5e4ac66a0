/** Two peer connections in this page, and the open data channel between them. */
export interface Peers {
  near: RTCDataChannel
  far: RTCDataChannel
  /** Largest message in bytes. */
  maxMessageSize: number
  close(): void
}

/**
 * Connects two peers of this page.
 *
 * @param signal ends the attempt, and the connection
 */
export async function connectPeers(signal: AbortSignal): Promise<Peers> {
  const nearPeer = new RTCPeerConnection()
  const farPeer = new RTCPeerConnection()
  const close = () => {
    nearPeer.close()
    farPeer.close()
  }
  signal.addEventListener('abort', close)
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  nearPeer.onicecandidate = ({ candidate }) => void farPeer.addIceCandidate(candidate ?? undefined)
  farPeer.onicecandidate = ({ candidate }) => void nearPeer.addIceCandidate(candidate ?? undefined)

  const near = nearPeer.createDataChannel('iorpc')
  const arrived = new Promise<RTCDataChannel>((resolve) => {
    farPeer.ondatachannel = ({ channel }) => resolve(channel)
  })
  const opened = new Promise((resolve) => near.addEventListener('open', resolve))
  await nearPeer.setLocalDescription()
  if (nearPeer.localDescription) await farPeer.setRemoteDescription(nearPeer.localDescription)
  await farPeer.setLocalDescription()
  if (farPeer.localDescription) await nearPeer.setRemoteDescription(farPeer.localDescription)

  const [far] = await Promise.race([Promise.all([arrived, opened]), aborted])
  return { near, far, maxMessageSize: nearPeer.sctp?.maxMessageSize ?? 65_536, close }
}
