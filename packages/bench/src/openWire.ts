import type { SocketLike } from 'iorpc/transports'
import { type WireContestant } from './contestant.js'
import { wireContestants, type WireContestantName } from './contestants/index.js'
import { type OpenConnection } from './runBenchmark.js'

type OpenEnd = SocketLike & Pick<WebSocket, 'addEventListener'>

/**
 * @param name who connects, and whom the server serves
 * @param socketUrl where the server is
 */
export async function openWire(name: WireContestantName, socketUrl: string): Promise<OpenConnection> {
  const contestant: WireContestant = wireContestants[name]
  if (contestant.over) return openDataChannel(contestant)
  const socket = new WebSocket(`${socketUrl}/${encodeURIComponent(name)}`)
  await opened(socket)
  return { ...contestant.connect(socket), crash: closed(socket), close: () => socket.close() }
}

/** Both ends are in this page. */
async function openDataChannel(contestant: WireContestant): Promise<OpenConnection> {
  if (typeof RTCPeerConnection === 'undefined') throw new Error('there are no data channels here')
  const near = new RTCPeerConnection()
  const far = new RTCPeerConnection()
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined)
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined)
  far.ondatachannel = ({ channel }) => contestant.serve(channel)
  const channel = near.createDataChannel('bench')
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
  await far.setLocalDescription()
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
  await opened(channel)
  const close = () => {
    near.close()
    far.close()
  }
  return { ...contestant.connect(channel), crash: closed(channel), close }
}

const opened = (end: OpenEnd) => new Promise((resolve) => end.addEventListener('open', resolve))

const closed = (end: OpenEnd) =>
  new Promise<never>((_, reject) =>
    end.addEventListener('close', () => reject(new Error('the connection has closed'))),
  )
