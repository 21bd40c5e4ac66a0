import { pair, type ConnectionStatus, type Pair, type PairObserver, type Tap, type Transport } from 'iorpc'
import { ticks } from './ticks.js'
import { CONNECTING, OPEN, type Connection, type ConnectionConfig } from './connection.js'

/** The connection of `<IorpcProvider connect>`: there is one as long as somebody retains it. */
export function ownConnection(name?: string, tap?: Tap): Connection {
  const listeners = new Set<() => void>()
  /** Finds the functions of the latest `local` on its prototype chain. */
  const local = {}
  let config: ConnectionConfig
  let retainers = 0
  /** The opening whose events count; `undefined` while nobody wants a connection. */
  let opening: object | undefined

  const change = (status: ConnectionStatus, next?: Pair, transport?: Transport) => {
    const { pair: before } = connection
    Object.assign(connection, { status, pair: next, transport })
    if (before !== next) before?.close()
    for (const listener of listeners) listener()
  }

  const end = (state: ConnectionStatus['state'], reason?: unknown) =>
    change({ ...connection.status, state, reason })

  const open = async () => {
    const mine = (opening = {})
    const isMine = () => opening === mine
    try {
      end('connecting')
      const made = config.connect()
      // What is there at once is used at once.
      const transport = 'then' in made ? await made : made
      if (isMine()) attach(transport, isMine)
      else transport.close?.()
    } catch (reason) {
      if (isMine()) end('closed', reason)
    }
  }

  const attach = (transport: Transport, isMine: () => boolean) => {
    const wrapped: Transport & { observer?: PairObserver } = tap?.wrap(transport) ?? transport
    const opened = pair({
      send: (packet, transfer) => wrapped.send(packet, transfer),
      on: (handler) => wrapped.on(handler),
      close: () => wrapped.close?.(),
      onClose: (listener) =>
        wrapped.onClose?.((reason) => {
          listener(reason)
          // Without a status it has ended for good; with one, it may be about to connect again.
          if ((transport.status?.().state ?? 'closed') !== 'closed' || !isMine()) return
          opening = {}
          end('closed', reason)
        }),
      local,
      options: config.options ?? {},
      ...(wrapped.observer && { observer: wrapped.observer }),
    })
    // The epochs count on from those of the transports before.
    const { epoch } = connection.status
    const show = () => {
      const status = transport.status?.() ?? OPEN
      // When it closes, `onClose` follows, and the pair ends with the reason.
      if (isMine() && status.state !== 'closed') {
        change({ ...status, epoch: epoch + status.epoch }, opened, transport)
      }
    }
    transport.onStatus?.(show)
    show()
  }

  const connection: Connection = {
    name,
    tap,
    status: CONNECTING,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reconnect() {
      if (opening) void open()
    },
    configure(next) {
      config = next
      const given = next.local
      // What has no prototype would not be taken for an instance of a class.
      Object.setPrototypeOf(local, given instanceof Object ? given : { ...(given as object | undefined) })
    },
    retain() {
      retainers++
      if (!opening) void open()
      return async () => {
        retainers--
        // Components that go with it come first, so that the other side is told what they no longer hold.
        await ticks(9)
        if (retainers) return
        opening = undefined
        end('connecting')
      }
    },
  }
  return connection
}
