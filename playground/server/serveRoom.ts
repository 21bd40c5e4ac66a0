import { once } from 'node:events'
import { WebSocketServer } from 'ws'
import { welcome } from './room.js'

/** Milliseconds that a restart takes. */
const downtime = 2000

interface RoomOptions {
  host: string
  port: number
  /** The origin of the page: no other page may use a visitor's browser to come in. */
  pageOrigin: string
}

/** Lets visitors in. `?binary` in the address says that packets travel as bytes. */
export async function serveRoom({ host, port, pageOrigin }: RoomOptions) {
  let isAway = false
  const server = new WebSocketServer({
    host,
    port,
    verifyClient({ origin }: { origin: string }, answer: (mayEnter: boolean, status?: number) => void) {
      if (origin !== pageOrigin) answer(false, 403)
      else answer(!isAway, 503)
    },
  })
  server.on('connection', (socket, { url }) => welcome(socket, url === '/?binary', restart))
  await once(server, 'listening')

  function endAll() {
    for (const socket of server.clients) socket.terminate()
  }

  function restart() {
    isAway = true
    endAll()
    setTimeout(() => (isAway = false), downtime)
  }

  function close() {
    endAll()
    server.close()
  }

  return { close }
}
