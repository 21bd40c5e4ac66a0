import { IorpcProvider, useRemote } from '@iorpc/react'
import { createTap } from '@iorpc/tap'
import { webSocketTransport } from 'iorpc/transports'
import { useRef, useState } from 'react'
import { Button } from '../ui/Button.js'
import type { RoomApi } from './api.js'
import { Room } from './Room.js'
import { Share } from './Share.js'
import { SocketStatus } from './SocketStatus.js'

const tap = createTap({ name: 'WebSocket' })
const names = ['Ada', 'Alan', 'Edsger', 'Grace', 'Ken', 'Leslie', 'Margaret', 'Niklaus']

export function Visit({ url }: { url: string }) {
  const [name] = useState(() => names[Math.floor(Math.random() * names.length)] ?? 'Somebody')
  const [isBinary, setIsBinary] = useState(false)
  const [sockets, setSockets] = useState(0)
  const socket = useRef<WebSocket>(undefined)

  // #region
  /** Called with a function that makes sockets, the transport connects again by itself. */
  function connect() {
    const makeSocket = () => {
      setSockets((n) => n + 1)
      return (socket.current = new WebSocket(isBinary ? `${url}/?binary` : url))
    }
    return webSocketTransport(makeSocket, {
      binary: isBinary,
      reconnect: { minDelay: 250, maxDelay: 4000 },
    })
  }

  // Another name is another connection: both sides have to agree about the form of packets.
  return (
    <IorpcProvider connect={connect} name={isBinary ? 'room, binary' : 'room'} tap={tap}>
      <div className="controls">
        <Button onClick={() => socket.current?.close()}>Cut the connection</Button>
        <RestartButton />
        <SocketStatus />
      </div>
      <label className="field">
        <input type="checkbox" checked={isBinary} onChange={({ target }) => setIsBinary(target.checked)} />
        Binary packets, through <code>binChannel</code>
      </label>
      <Room name={name} sockets={sockets} />
      {isBinary && <Share />}
    </IorpcProvider>
  )
  // #endregion
}

function RestartButton() {
  const remote = useRemote<RoomApi>()
  // The server ends the connection instead of an answer.
  return <Button onClick={() => remote.noWait.restart()}>Restart the server</Button>
}
