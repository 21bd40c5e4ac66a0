import { pair, type ConnectionStatus, type Pair, type PairObserver, type Tap, type Transport } from 'iorpc'
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
    change({ state, epoch: connection.status.epoch, reason })

  const open = () => {
    const mine = (opening = {})
    const isMine = () => opening === mine
    const adopt = (transport: Transport) => (isMine() ? attach(transport, isMine) : transport.close?.())
    const fail = (reason: unknown) => {
      if (isMine()) end('closed', reason)
    }
    end('connecting')
    try {
      const transport = config.connect()
      if ('then' in transport) transport.then(adopt).then(undefined, fail)
      else adopt(transport)
    } catch (reason) {
      fail(reason)
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
      if (opening) open()
    },
    configure(next) {
      config = next
      const given = next.local
      // What has no prototype would not be taken for an instance of a class.
      Object.setPrototypeOf(local, given instanceof Object ? given : { ...(given as object | undefined) })
    },
    retain() {
      retainers++
      if (!opening) open()
      return () => {
        retainers--
        queueMicrotask(() => {
          if (retainers > 0) return
          opening = undefined
          end('connecting')
        })
      }
    },
  }
  return connection
}
