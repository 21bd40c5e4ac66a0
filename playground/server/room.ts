import { createHash } from 'node:crypto'
import { pair, type RemoteFunction } from 'iorpc'
import { webSocketTransport } from 'iorpc/transports'
import type { WebSocket } from 'ws'
import type { Line, RoomApi } from '../src/socket/api.js'

interface Visitor {
  name: string
  onLine: RemoteFunction<(line: Line) => void>
  onNames: RemoteFunction<(names: string[]) => void>
}

// #region
const visitors = new Set<Visitor>()

function tellAll(from: string, text: string) {
  // Who has just gone cannot be told any more.
  for (const { onLine } of visitors) onLine({ from, text: text.slice(0, 200) }).catch(() => {})
}

function tellNames() {
  const names = [...visitors].map(({ name }) => name)
  for (const { onNames } of visitors) onNames(names).catch(() => {})
}

function enter(visitor: Visitor) {
  visitors.add(visitor)
  tellNames()
  tellAll('Server', `${visitor.name} has joined`)
}

function leave(visitor: Visitor | undefined) {
  if (!visitor || !visitors.delete(visitor)) return
  tellNames()
  tellAll('Server', `${visitor.name} has left`)
}

/** Serves one visitor, as long as the socket is open. */
export function welcome(socket: WebSocket, isBinary: boolean, restart: () => void) {
  const transport = webSocketTransport(socket, { binary: isBinary && { assembleBins: true } })
  let me: Visitor | undefined

  pair<object, RoomApi>({
    ...transport,
    local: {
      join(name, onLine, onNames) {
        leave(me)
        const visitor = { name: name.slice(0, 20), onLine, onNames }
        me = visitor
        enter(visitor)
        return () => leave(visitor)
      },
      say(text) {
        if (me) tellAll(me.name, text)
      },
      share(bytes) {
        if (me) tellAll('Server', `${me.name} has sent ${bytes.length.toLocaleString('en')} bytes`)
        return createHash('sha256').update(bytes).digest('hex')
      },
      restart,
    },
  })
  transport.onClose(() => leave(me))
}
// #endregion
