import { createRemote, IorpcError, takeCallOptions } from 'iorpc'
import type { Connection } from './connection.js'
import { createScope, type Scope } from './scope.js'

/**
 * A remote for one component. It stays the same over remounts (StrictMode, `<Activity>`) and reconnects, while what it
 * calls through, a scope, lives from the first call to the unmount or to the next pair.
 *
 * A call before the connection is open waits for it. A call of an unmounted component does nothing and never settles.
 */
export interface ScopedRemote {
  readonly remote: object
  mount(): void
  unmount(): void
}

/** @param stack who makes the calls, for a tap */
export function createScopedRemote(connection: Connection, stack?: string): ScopedRemote {
  let scope: Scope | undefined
  /** Counts mounts and unmounts: odd while mounted. */
  let life = 0

  const remote = createRemote(
    (name, args) => use(true, name, args),
    // Nobody is there to be told that it failed.
    (name, args) => void use(false, name, args).catch(() => {}),
  )

  const current = (): Scope | undefined => {
    const { pair, tap } = connection
    if (!(life & 1) || !pair) return undefined
    if (scope?.pair !== pair) {
      scope?.end()
      scope = createScope(pair, remote, tap, stack)
    }
    return scope
  }

  const use = (isWaited: boolean, name: string, args: unknown[]): Promise<unknown> => {
    const options = takeCallOptions()
    const work = (scope: Scope) => scope.call(isWaited, name, args, options)
    const now = current()
    return now ? work(now) : later(work, options?.signal)
  }

  /**
   * The effects of children run before those of their parents, so a child may call a parent's remote too early: the call
   * waits for the rest of the commit, then for the connection, and is dropped if its mount ends before.
   */
  const later = async (work: (scope: Scope) => Promise<unknown>, signal?: AbortSignal): Promise<unknown> => {
    const expected = life | 1
    await undefined
    if (!life) throw new Error('Called in render')
    return new Promise((resolve, reject) => {
      const attempt = () => {
        if (signal?.aborted) reject(signal.reason as Error)
        else if (life === expected) {
          const now = current()
          const { state, reason: cause } = connection.status
          if (now) resolve(work(now))
          else if (state !== 'closed') return
          else reject(new IorpcError('IORPC_CLOSED', 'Connection closed', { cause }))
        }
        unsubscribe()
        signal?.removeEventListener('abort', attempt)
      }
      const unsubscribe = connection.subscribe(attempt)
      signal?.addEventListener('abort', attempt)
      attempt()
    })
  }

  return {
    remote,
    mount() {
      life |= 1
    },
    unmount() {
      life += life & 1
      scope?.end()
      scope = undefined
    },
  }
}
