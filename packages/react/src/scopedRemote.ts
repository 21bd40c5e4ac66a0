import { createRemote, IorpcError, takeCallOptions } from 'iorpc'
import type { Connection } from './connection.js'
import { promiseTry } from './promiseTry.js'
import { createScope, type Scope } from './scope.js'

/**
 * A remote for one component. It stays the same over remounts (StrictMode, `<Activity>`) and reconnects, while what it
 * calls through, a scope, lives from the first call to the unmount or to the next pair.
 *
 * A call before the connection is open waits for it. A call of an unmounted component does nothing and never settles.
 */
export interface ScopedRemote {
  readonly remote: object
  /** @returns what unmounts; it may be mounted again */
  mount(): () => void
}

/** @param stack who makes the calls, for a tap */
export function createScopedRemote(connection: Connection, stack?: string): ScopedRemote {
  let scope: Scope | undefined
  let isMounted = false
  /** The number of the latest mount. */
  let life = 0

  const remote = createRemote(
    (name, args) => use(true, name, args),
    // A call that had to wait has nobody to tell that it failed.
    (name, args) => void use(false, name, args)?.catch(() => {}),
  )

  const current = (): Scope | undefined => {
    const { pair, tap } = connection
    if (!isMounted || !pair) return undefined
    if (scope?.pair !== pair) {
      scope?.end()
      scope = createScope(pair, remote, tap, stack)
    }
    return scope
  }

  const use = (isWaited: boolean, name: string, args: unknown[]): Promise<unknown> | undefined => {
    const options = takeCallOptions()
    const work = (scope: Scope) => scope.call(isWaited, name, args, options)
    const now = current()
    return now ? work(now) : later(work, options?.signal)
  }

  /**
   * The effects of children run before those of their parents, so a child may call a parent's remote too early: the call
   * waits for the rest of the commit, then for the connection, and is dropped if its mount ends before.
   */
  const later = (work: (scope: Scope) => unknown, signal?: AbortSignal): Promise<unknown> => {
    const expected = isMounted ? life : life + 1
    return new Promise((resolve, reject) => {
      queueMicrotask(() => {
        if (!life) return reject(new Error('Called in render'))
        const attempt = () => {
          const isWanted = isMounted && life === expected
          const now = isWanted && current()
          const { state, reason: cause } = connection.status
          if (signal?.aborted) reject(signal.reason as Error)
          else if (now) resolve(promiseTry(() => work(now)))
          else if (isWanted) {
            if (state !== 'closed') return
            reject(new IorpcError('IORPC_CLOSED', 'Connection closed', { cause }))
          }
          unsubscribe()
          signal?.removeEventListener('abort', attempt)
        }
        const unsubscribe = connection.subscribe(attempt)
        signal?.addEventListener('abort', attempt)
        attempt()
      })
    })
  }

  return {
    remote,
    mount() {
      isMounted = true
      life++
      return () => {
        isMounted = false
        scope?.end()
        scope = undefined
      }
    },
  }
}
