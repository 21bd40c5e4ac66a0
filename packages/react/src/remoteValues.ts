import type { Connection } from './connection.js'
import { RemoteValue, type ReadRemote } from './remoteValue.js'

const caches = new WeakMap<Connection, RemoteValues>()

/** The values of a connection. They live outside of rendering, which may be given up and repeated. */
export function valuesOf(connection: Connection): RemoteValues {
  let cache = caches.get(connection)
  if (!cache) {
    cache = new RemoteValues(connection)
    caches.set(connection, cache)
  }
  return cache
}

class RemoteValues {
  readonly #connection: Connection
  readonly #values = new Map<string, RemoteValue>()
  #epoch = 0
  #unsubscribe: (() => void) | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Starts to read it, if nobody has. */
  get(key: string, read: ReadRemote): RemoteValue {
    let value = this.#values.get(key)
    if (!value) {
      value = new RemoteValue(this.#connection, read, {
        keep: (kept) => this.#keep(key, kept),
        forget: (forgotten) => {
          if (this.#values.get(key) === forgotten) this.#forget(key)
        },
        isReading: () => [...this.#values.values()].some((other) => other.get().status === 'pending'),
      })
      this.#keep(key, value)
    }
    return value
  }

  /** Reads again what was read with the function of that name and arguments that begin so. */
  invalidate(name?: string, args: unknown[] = []): void {
    for (const value of [...this.#values.values()]) {
      if (name === undefined || value.wasReadWith(name, args)) value.invalidate()
    }
  }

  /** The connection, which may live longer, is followed while there are values. */
  #keep(key: string, value: RemoteValue): void {
    if (this.#values.has(key)) return
    this.#values.set(key, value)
    if (this.#unsubscribe) return
    this.#epoch = this.#connection.status.epoch
    this.#unsubscribe = this.#connection.subscribe(() => this.#follow())
  }

  #forget(key: string): void {
    this.#values.delete(key)
    if (this.#values.size > 0) return
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
  }

  /** Another epoch may be another worker, with other values. */
  #follow(): void {
    const { state, epoch } = this.#connection.status
    if (state !== 'open' || epoch === this.#epoch) return
    const isFirst = this.#epoch === 0
    this.#epoch = epoch
    if (!isFirst) this.invalidate()
  }
}
