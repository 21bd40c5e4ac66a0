import { pair } from 'iorpc'
import type { LinkTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

/**
 * Serves `PeerApi` in the context of the test.
 *
 * @param connect makes the transport when the peer begins to listen
 * @param late begin only after calls have been made
 * @param die what the peer does to end without a word; default it closes
 */
export function servePeer(connect: () => LinkTransport, late: boolean, die?: () => void): void {
  const serve = () => {
    const leave = () => it.close()
    const it = pair({ ...connect(), local: peerApi(die ?? leave, leave) })
  }
  if (late) setTimeout(serve, 50)
  else serve()
}
