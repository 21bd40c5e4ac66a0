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
  #epoch: number

  constructor(connection: Connection) {
    this.#connection = connection
    this.#epoch = connection.status.epoch
    connection.subscribe(() => this.#follow())
  }

  /** Starts to read it, if nobody has. */
  get(key: string, read: ReadRemote): RemoteValue {
    let value = this.#values.get(key)
    if (!value) {
      value = new RemoteValue(this.#connection, read, {
        keep: (kept) => {
          if (!this.#values.has(key)) this.#values.set(key, kept)
        },
        forget: (forgotten) => {
          if (this.#values.get(key) === forgotten) this.#values.delete(key)
        },
      })
      this.#values.set(key, value)
    }
    return value
  }

  /** Reads again what was read with the function of that name and arguments that begin so. */
  invalidate(name?: string, args: unknown[] = []): void {
    for (const value of [...this.#values.values()]) {
      if (name === undefined || value.wasReadWith(name, args)) value.invalidate()
    }
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
