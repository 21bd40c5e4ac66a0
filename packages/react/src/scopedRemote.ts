import { createRemote, IorpcError, takeCallOptions } from 'iorpc'
import type { Connection } from './connection.js'
import { createScope, type Scope } from './scope.js'
import { ticks } from './ticks.js'

/**
 * A remote for one component. It stays the same over remounts (StrictMode, `<Activity>`) and reconnects, while what it
 * calls through, a scope, lives from the first call to the unmount or to the next pair.
 *
 * A call before the connection is open waits for it. A call in the cleanup of an effect is made, but never settles. A call
 * after that does nothing and never settles.
 */
export interface ScopedRemote {
  readonly remote: object
  mount(): void
  /**
   * Callbacks are released and calls in flight are aborted at once. The cleanups of effects that follow may still call.
   *
   * @param isLeaving only that: it is called once more, shortly before they run
   */
  unmount(connection?: unknown, isLeaving?: boolean): void
}

/** @param stack who makes the calls, for a tap */
export function createScopedRemote(connection: Connection, stack?: string): ScopedRemote {
  let scope: Scope | undefined
  /** Counts mounts and unmounts: odd while mounted. */
  let life = 0
  /** The life in which calls are made no more: they are while mounted, and in the cleanups of effects that follow. */
  let ended = 0

  const remote = createRemote(
    (name, args) => use(true, name, args),
    // Nobody is there to be told that it failed.
    (name, args) => void use(false, name, args).catch(() => {}),
  )

  const current = (): Scope | undefined => {
    const { pair } = connection
    if (life === ended || !pair) return undefined
    if (scope?.pair !== pair) {
      end()
      scope = createScope(pair, remote, isGone, connection.tap, stack)
    }
    return scope
  }

  const isGone = () => !(life & 1)

  const end = () => {
    scope?.end()
    scope = undefined
  }

  const use = (isWaited: boolean, name: string, args: unknown[]): Promise<unknown> => {
    const options = takeCallOptions()
    const work = (scope: Scope) => scope.call(isWaited, name, args, options)
    const now = !isGone() && current()
    return now ? work(now) : later(work, options?.signal)
  }

  /**
   * The effects of children run before those of their parents, so a child may call a parent's remote too early: the call
   * waits for the rest of the commit, then for the connection, and is dropped if its mount ends before.
   */
  const later = async (work: (scope: Scope) => Promise<unknown>, signal?: AbortSignal): Promise<unknown> => {
    const expected = life | 1
    await null
    if (!life) throw new Error('Called in render')
    while ((life | 1) === expected) {
      signal?.throwIfAborted()
      const now = current()
      if (now) return work(now)
      if (isGone()) break
      const { state, reason } = connection.status
      if (state === 'closed') throw new IorpcError('IORPC_CLOSED', 'Connection closed', { cause: reason })
      await new Promise<void>((resolve) => {
        const wake = () => {
          unsubscribe()
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const unsubscribe = connection.subscribe(wake)
        signal?.addEventListener('abort', wake)
      })
    }
    return new Promise(() => {})
  }

  return {
    remote,
    mount() {
      if (isGone()) end()
      life |= 1
    },
    async unmount(_connection, isLeaving) {
      const gone = (life += life & 1)
      scope?.end(true)
      if (isLeaving) return
      await ticks(3)
      if (life === gone) {
        ended = gone
        end()
      }
    },
  }
}
