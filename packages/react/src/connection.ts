import {
  IorpcError,
  pair,
  type Pair,
  type PairConfig,
  type PairObserver,
  type PairOptions,
  type Tap,
  type Transport,
} from 'iorpc'

export type ConnectionStatus = 'connecting' | 'open' | 'closed'

export interface ConnectionState {
  status: ConnectionStatus
  /** Why it is closed: what `connect` threw, or what the transport gave as its reason. */
  reason: unknown
  /** How often the connection has opened. */
  epoch: number
}

/** What hooks need of a provider. */
export interface Connection {
  /** The pair while the connection is open. */
  readonly pair: Pair | undefined
  /** What carries its packets, where the provider knows. */
  readonly transport: Transport | undefined
  readonly tap: Tap | undefined
  getState(): ConnectionState
  subscribe(listener: () => void): () => void
  /** Resolves with the open pair; rejects if the connection is, or ends up, closed. */
  whenOpen(): Promise<Pair>
  reconnect(): void
}

/** The connection of `<IorpcProvider api>`: somebody else opens and closes it. */
export function fixedConnection(pair: Pair, tap?: Tap): Connection {
  const state: ConnectionState = { status: 'open', reason: undefined, epoch: 1 }
  return {
    pair,
    transport: undefined,
    tap,
    getState: () => state,
    subscribe: () => () => {},
    whenOpen: () => Promise.resolve(pair),
    reconnect() {
      throw new IorpcError(
        'IORPC_BAD_OPTION',
        'reconnect() needs <IorpcProvider connect={…}>: who made `api` reopens it',
      )
    },
  }
}

export interface ConnectionConfig {
  connect: () => Transport | PromiseLike<Transport>
  local?: PairConfig['local']
  options?: PairOptions | undefined
  name?: string | undefined
  tap?: Tap | undefined
}

/** The connection of `<IorpcProvider connect>`: open as long as somebody retains it. */
export class OwnConnection implements Connection {
  pair: Pair | undefined
  transport: Transport | undefined
  #config: ConnectionConfig
  #state: ConnectionState = { status: 'connecting', reason: undefined, epoch: 0 }
  #listeners = new Set<() => void>()
  #waiting: { resolve: (pair: Pair) => void; reject: (error: unknown) => void }[] = []
  #retainers = 0
  /** Identifies the attempt whose events count; `undefined` while nobody wants a connection. */
  #attempt: object | undefined
  #name: string | undefined

  constructor(config: ConnectionConfig) {
    this.#config = config
  }

  get tap(): Tap | undefined {
    return this.#config.tap
  }

  getState = (): ConnectionState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  whenOpen(): Promise<Pair> {
    if (this.pair) return Promise.resolve(this.pair)
    if (this.#state.status === 'closed') return Promise.reject(this.#closedError())
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
   * Opens the connection unless it is open. The returned function closes it, but not before the end of the running task,
   * so that effects which are undone and redone at once, as StrictMode and Fast Refresh do, keep their connection.
   */
  retain(): () => void {
    this.#retainers++
    if (!this.#attempt || this.#name !== this.#config.name) this.#open()
    return () => {
      this.#retainers--
      queueMicrotask(() => {
        if (this.#retainers > 0) return
        this.#attempt = undefined
        this.#waiting = []
        this.#end('connecting', undefined)
      })
    }
  }

  #open(): void {
    const attempt = {}
    const { connect, name } = this.#config
    this.#attempt = attempt
    this.#name = name
    this.#end('connecting', undefined)
    const open = (transport: Transport) => this.#opened(attempt, transport)
    const fail = (reason: unknown) => {
      if (this.#attempt === attempt) this.#end('closed', reason)
    }
    try {
      const transport = connect()
      if ('then' in transport) transport.then(open).then(undefined, fail)
      else open(transport)
    } catch (reason) {
      fail(reason)
    }
  }

  #opened(attempt: object, transport: Transport): void {
    if (this.#attempt !== attempt) return transport.close?.()
    const { local, options, tap } = this.#config
    const wrapped = tap ? tap.wrap(transport) : transport
    let isDead = false
    const opened = pair({
      ...bound(wrapped),
      ...(local && { local }),
      ...(options && { options }),
      ...('observer' in wrapped && { observer: wrapped.observer as PairObserver }),
      onClose: (listener) =>
        wrapped.onClose?.((reason) => {
          if (isDead) return
          isDead = true
          listener(reason)
          if (this.#attempt === attempt) this.#end('closed', reason)
        }),
    })
    if (isDead) return opened.close()
    this.pair = opened
    this.transport = transport
    this.#set({ status: 'open', reason: undefined, epoch: this.#state.epoch + 1 })
  }

  #end(status: ConnectionStatus, reason: unknown): void {
    const ended = this.pair
    this.pair = undefined
    this.transport = undefined
    ended?.close()
    this.#set({ status, reason, epoch: this.#state.epoch })
  }

  #set(state: ConnectionState): void {
    this.#state = state
    if (state.status !== 'connecting') {
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
    const { reason } = this.#state
    return new IorpcError(
      'IORPC_CLOSED',
      'The connection is closed; reconnect() of useConnection() opens it again',
      { cause: reason },
    )
  }
}

/** Its functions as own properties: a transport may be the instance of a class. */
function bound(transport: Transport): Transport {
  return {
    send: (packet, transfer) => transport.send(packet, transfer),
    on: (handler) => transport.on(handler),
    close: () => transport.close?.(),
  }
}
