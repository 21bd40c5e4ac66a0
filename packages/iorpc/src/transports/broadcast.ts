import { IorpcError } from '../errors.js'
import { isObject } from '../packet.js'
import type { Packet } from '../types.js'
import { unreadable } from './connectPort.js'
import { onLeaving } from './leaving.js'
import { createLink, type LinkTransport } from './link.js'
import { listen } from './listen.js'
import { randomId } from './randomId.js'

interface Presence {
  iorpc: 'hello' | 'bye'
  from: string
  /** Whom a hello answers. */
  to?: string
}

/**
 * A transport over a `BroadcastChannel`: between tabs and workers of one origin. Calls made before there is another
 * member are kept.
 *
 * Meant for two. With more members each packet reaches all: a call is made in every member, and the first answer counts.
 * Then every pair needs the option `ignoreCallbackUnavailable`, and each name belongs into one member only.
 *
 * When the last other member closes its transport, leaves its page or closes its worker, pending calls reject with
 * `IORPC_PEER_LEFT`, and later ones are kept for the next member. A member that dies without a word is not noticed;
 * `callTimeout` bounds the wait. When a message cannot be deserialised (`messageerror`), pending calls reject with
 * `IORPC_MESSAGE_ERROR`, later ones work. Nothing can be transferred, only copied. `close()` closes the channel.
 *
 * @param channel its name, or a channel of its own for this connection
 *
 * @example
 * const { remote } = pair<OtherTab>({ ...broadcastTransport('cart'), local })
 */
export function broadcastTransport(channel: string | BroadcastChannel): LinkTransport {
  const bus = typeof channel === 'string' ? new BroadcastChannel(channel) : channel
  const id = randomId()
  const members = new Set<string>()
  const post = (message: unknown) => bus.postMessage(message)
  const say = (presence: Omit<Presence, 'from'>) => post({ ...presence, from: id })
  const link = createLink<Packet>({
    copy: (packet) => [structuredClone(packet), undefined],
    release() {
      for (const stop of unlisten) stop()
      say({ iorpc: 'bye' })
      bus.close()
    },
  })

  const meet = ({ iorpc, from, to }: Presence) => {
    if (iorpc === 'bye') {
      if (!members.delete(from) || members.size > 0) return
      link.interrupt(
        new IorpcError('IORPC_PEER_LEFT', 'The last other member has left the broadcast channel'),
      )
      return
    }
    if (to === undefined) say({ iorpc: 'hello', to: from })
    members.add(from)
    if (link.members.status().state === 'connecting') link.open(post)
  }

  const unlisten = [
    listen(bus, 'message', (event) => {
      const { data } = event as MessageEvent<unknown>
      if (isPresence(data)) meet(data)
      else link.deliver(data)
    }),
    listen(bus, 'messageerror', (cause) => {
      link.interrupt(unreadable(cause))
      if (members.size > 0) link.open(post)
    }),
    onLeaving(() => say({ iorpc: 'bye' })),
  ]
  say({ iorpc: 'hello' })
  return { send: link.send, ...link.members }
}

function isPresence(data: unknown): data is Presence {
  if (!isObject(data)) return false
  const { iorpc, from, to } = data
  return (
    (iorpc === 'hello' || iorpc === 'bye') &&
    typeof from === 'string' &&
    (to === undefined || typeof to === 'string')
  )
}
