'use client'
import type { Remote, UntypedApi } from 'iorpc'
import { useMemo } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import { createScopedRemote } from './scopedRemote.js'
import { useMount } from './useMount.js'

/**
 * The functions of the other side, for this component.
 *
 * Whatever is bound through it ends with the component. On unmount, functions that were passed through it are released,
 * functions that came back through it are unbound, and calls in flight are aborted: the other side sees `this.signal`,
 * and their promises never settle, so no code after an `await` runs for a component that is gone. Cleanups of effects
 * may still call; calls made after that do nothing. In a callback that was passed through it, `this.remoteApi` is this
 * remote too.
 *
 * @param options `context` of `createIorpc`; default the nearest provider
 * @returns a remote with a stable identity, inert in state, props, dependencies and logs. A call before the connection
 *   is open waits for it; one on a closed connection rejects with `IorpcError` `IORPC_CLOSED`
 * @throws where there is no provider above
 *
 * @example
 * const remote = useRemote<WorkerApi>()
 * const [size, setSize] = useState(0)
 * useEffect(() => {
 *   void remote.watchSize(setSize)
 * }, [remote])
 */
export function useRemote<Api = UntypedApi>(options?: ContextOption): Remote<Api> {
  const connection = useConnectionOf(options)
  const scoped = useMemo(
    () => createScopedRemote(connection, connection.tap && new Error().stack),
    [connection],
  )
  useMount(scoped, connection)
  return scoped.remote as Remote<Api>
}
