'use client'
import type { AnyFunction } from 'iorpc'
import * as React from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import { keyOf } from './keyOf.js'
import type { Called } from './called.js'
import { valuesOf } from './remoteValues.js'

// React 18 has no `use`; a bundler that resolves the name at build time would complain.
const findUse = () => (({ ...React }) as { use?: (promise: Promise<unknown>) => unknown }).use
const use = /* @__PURE__ */ findUse()

/**
 * A value of the other side, read while rendering: the component suspends until it is there, and an error goes to the
 * nearest error boundary.
 *
 * Values are cached outside of components: all that read the same share one call. A value that was read before, and is
 * used again, is shown at once and read anew in the background; so are all values after a reconnect. `useInvalidate()`
 * does it on request. What nobody has used for 30 seconds is forgotten, and at once if it has functions, which are
 * then unbound. On the server, where `connect` is never called, the nearest `<Suspense>` renders its fallback.
 *
 * @param call reads it
 * @param deps everything that `call` uses, as for `useEffect`, but plain data: it is compared by value
 * @param options `context` of `createIorpc`; default the nearest provider
 * @throws where there is no provider above; what the call was rejected with
 *
 * @example
 * const user = useRemoteValue((remote: Remote<WorkerApi>) => remote.getUser(id), [id])
 */
export function useRemoteValue<R, T>(
  call: (remote: R) => T,
  deps: readonly unknown[],
  options?: ContextOption,
): Awaited<T>
/**
 * The same for one function of the other side.
 *
 * @param name of the function
 * @param args what it is called with: plain data, which is compared by value
 * @param options `context` of `createIorpc`; default the nearest provider
 *
 * @example
 * const user = useRemoteValue<WorkerApi['getUser']>('getUser', [id])
 */
export function useRemoteValue<F extends AnyFunction = (...args: unknown[]) => unknown>(
  name: string,
  args: Parameters<Called<F>>,
  options?: ContextOption,
): Awaited<ReturnType<Called<F>>>
export function useRemoteValue(
  call: string | AnyFunction,
  deps: readonly unknown[],
  options?: ContextOption,
): unknown {
  // The compiler does not know that `use` below is the one of React, which has to be called in every render.
  'use no memo'
  const connection = useConnectionOf(options)
  if (!connection.pair && typeof window === 'undefined') {
    throw new Error('useRemoteValue() reads in the browser only; on the server <Suspense> shows its fallback')
  }
  // Functions of the same text and the same dependencies read the same.
  const value = valuesOf(connection).get(`${String(call)} ${keyOf(deps)}`, (remote) =>
    typeof call === 'string' ? (remote as Record<string, AnyFunction>)[call]?.(...deps) : call(remote),
  )
  const state = React.useSyncExternalStore(value.subscribe, value.get, value.get)
  if (state.status === 'rejected') value.retryLater()
  if (use) return use(state)
  if (state.status === 'fulfilled') return state.value
  throw state.status === 'rejected' ? state.reason : state
}
