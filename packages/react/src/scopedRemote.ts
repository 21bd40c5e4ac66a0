import { createRemote, takeCallOptions, type CallOptions } from 'iorpc'
import type { Connection } from './connection.js'
import { Scope, type Owner } from './scope.js'

/**
 * A remote for one component. It stays the same over remounts (StrictMode, `<Activity>`) and reconnects, while what it
 * calls through, a `Scope`, lives from the first call to the unmount or to the next pair.
 *
 * A call before the connection is open waits for it. A call of an unmounted component does nothing and never settles.
 */
export class ScopedRemote {
  readonly remote: object
  readonly #connection: Connection
  readonly #owner: Owner | undefined
  #scope: Scope | undefined
  #isMounted = false
  /** The number of the latest mount. */
  #life = 0

  constructor(connection: Connection, owner?: Owner) {
    this.#connection = connection
    this.#owner = owner
    this.remote = createRemote(
      (name, args) => this.#use((scope, options) => scope.call(name, args, options)),
      (name, args) => {
        // One that had to wait has nobody to tell that it failed.
        const late = this.#use((scope, options) => scope.notify(name, args, options))
        late?.catch(() => {})
      },
    )
  }

  /** Whether functions of the other side have arrived that are not unbound yet. */
  get isHolding(): boolean {
    return this.#scope?.isHolding ?? false
  }

  mount = (): (() => void) => {
    this.#isMounted = true
    this.#life++
    return () => {
      this.#isMounted = false
      this.#scope?.end()
      this.#scope = undefined
    }
  }

  #use<T>(work: (scope: Scope, options?: CallOptions) => T): T | Promise<Awaited<T>> {
    const options = takeCallOptions()
    const scope = this.#current()
    return scope ? work(scope, options) : this.#later((current) => work(current, options), options?.signal)
  }

  #current(): Scope | undefined {
    const { pair, tap } = this.#connection
    if (!this.#isMounted || !pair) return undefined
    if (this.#scope?.pair !== pair) {
      this.#scope?.end()
      this.#scope = new Scope(pair, tap, this.#owner)
    }
    return this.#scope
  }

  /**
   * The effects of children run before those of their parents, so a child may call a parent's remote too early: the call
   * waits for the rest of the commit, then for the connection, and is dropped if its mount ends before.
   */
  #later<T>(work: (scope: Scope) => T, signal: AbortSignal | undefined): Promise<Awaited<T>> {
    const life = this.#isMounted ? this.#life : this.#life + 1
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal?.reason as Error)
      const send = () => {
        signal?.removeEventListener('abort', abort)
        if (this.#life !== life || signal?.aborted) return
        const scope = this.#current()
        if (scope) resolve(work(scope) as Awaited<T>)
      }
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort)
      queueMicrotask(() => {
        if (this.#life === 0) {
          reject(new Error('A remote was called while rendering; call it in an effect or an event handler'))
        } else if (this.#life === life && this.#isMounted) {
          this.#connection.whenReady().then(send, reject)
        }
      })
    })
  }
}
