import {
  IorpcError,
  pair,
  type ConnectionStatus,
  type Pair,
  type PairConfig,
  type PairObserver,
  type PairOptions,
  type Tap,
  type Transport,
} from 'iorpc'
import type { Connection } from './connection.js'
import { latest } from './latest.js'

export interface ConnectionConfig {
  connect: () => Transport | PromiseLike<Transport>
  local?: PairConfig['local']
  options?: PairOptions | undefined
  name?: string | undefined
  tap?: Tap | undefined
}

const CONNECTING: ConnectionStatus = { state: 'connecting', epoch: 0 }

/** The connection of `<IorpcProvider connect>`: there is one as long as somebody retains it. */
export class OwnConnection implements Connection {
  pair: Pair | undefined
  transport: Transport | undefined
  #config: ConnectionConfig
  #status = CONNECTING
  #listeners = new Set<() => void>()
  #waiting: { resolve: (pair: Pair) => void; reject: (error: unknown) => void }[] = []
  #retainers = 0
  /** The opening whose events count; `undefined` while nobody wants a connection. */
  #opening: object | undefined
  #name: string | undefined

  constructor(config: ConnectionConfig) {
    this.#config = config
  }

  get tap(): Tap | undefined {
    return this.#config.tap
  }

  getStatus = (): ConnectionStatus => this.#status

  getServerStatus = (): ConnectionStatus => CONNECTING

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  whenReady(): Promise<Pair> {
    if (this.pair) return Promise.resolve(this.pair)
    if (this.#status.state === 'closed') return Promise.reject(this.#closedError())
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  reconnect = (): void => {
    if (this.#retainers > 0) this.#open()
  }

  /** Takes what the next opening uses. */
  configure(config: ConnectionConfig): void {
    this.#config = config
  }

  /**
   * Opens the connection unless it is open. The returned function closes it, but not before the running task has ended:
   * effects that are undone and redone at once, as StrictMode and Fast Refresh do, keep their connection.
   */
  retain(): () => void {
    this.#retainers++
    if (!this.#opening || this.#name !== this.#config.name) this.#open()
    return () => {
      this.#retainers--
      queueMicrotask(() => {
        if (this.#retainers > 0) return
        this.#opening = undefined
        this.#waiting = []
        this.#end('connecting', undefined)
      })
    }
  }

  #open(): void {
    const opening = {}
    const { connect, name } = this.#config
    this.#opening = opening
    this.#name = name
    this.#end('connecting', undefined)
    const adopt = (transport: Transport) => this.#adopt(transport, opening)
    const fail = (reason: unknown) => {
      if (this.#opening === opening) this.#end('closed', reason)
    }
    try {
      const transport = connect()
      if ('then' in transport) transport.then(adopt).then(undefined, fail)
      else adopt(transport)
    } catch (reason) {
      fail(reason)
    }
  }

  #adopt(transport: Transport, opening: object): void {
    if (this.#opening !== opening) return transport.close?.()
    const { local, options, tap } = this.#config
    const wrapped = tap ? tap.wrap(transport) : transport
    let isDead = false
    const opened = pair({
      send: (packet, transfer) => wrapped.send(packet, transfer),
      on: (handler) => wrapped.on(handler),
      close: () => wrapped.close?.(),
      onClose: (listener) =>
        wrapped.onClose?.((reason) => {
          listener(reason)
          // Without a status it has ended for good; with one, it may be about to connect again.
          isDead ||= (transport.status?.().state ?? 'closed') === 'closed'
          if (isDead && this.#opening === opening && this.pair === opened) this.#end('closed', reason)
        }),
      ...(local && { local: latest(() => this.#config.local ?? {}) }),
      ...(options && { options }),
      ...('observer' in wrapped && { observer: wrapped.observer as PairObserver }),
    })
    this.pair = opened
    this.transport = transport
    if (isDead) return this.#end('closed', transport.status?.().reason)
    this.#follow(transport, opened)
  }

  /** Shows where the transport stands. Its epochs count on from those of the transports before it. */
  #follow(transport: Transport, opened: Pair): void {
    const { epoch: earlier } = this.#status
    const show = () => {
      const status = transport.status?.() ?? { state: 'open', epoch: 1 }
      // `onClose` follows, and ends the pair with the reason.
      if (this.pair !== opened || status.state === 'closed') return
      this.#set({ ...status, epoch: earlier + status.epoch })
    }
    transport.onStatus?.(show)
    show()
  }

  #end(state: ConnectionStatus['state'], reason: unknown): void {
    const ended = this.pair
    this.pair = undefined
    this.transport = undefined
    ended?.close()
    this.#set({ state, epoch: this.#status.epoch, reason })
  }

  #set(status: ConnectionStatus): void {
    this.#status = status
    if (this.pair || status.state === 'closed') {
      const waiting = this.#waiting
      this.#waiting = []
      for (const { resolve, reject } of waiting) {
        if (this.pair) resolve(this.pair)
        else reject(this.#closedError())
      }
    }
    for (const listener of this.#listeners) listener()
  }

  #closedError(): IorpcError {
    return new IorpcError(
      'IORPC_CLOSED',
      'The connection is closed; reconnect() of useConnection() reopens it',
      {
        cause: this.#status.reason,
      },
    )
  }
}
