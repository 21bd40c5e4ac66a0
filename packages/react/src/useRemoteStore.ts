'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import type { RemoteStore } from './remoteStore.js'

/**
 * Reads a store that lives on the other side. The component renders when the state has changed.
 *
 * @param store what `createRemoteStore` has returned
 * @throws where there is no provider above, and what subscribing to the store was rejected with
 *
 * @example
 * const cart = useRemoteStore(cartStore)
 */
export function useRemoteStore<T>(store: RemoteStore<T>): T
/**
 * Reads a part of a store that lives on the other side. The component renders when what it selects has changed.
 *
 * @param store what `createRemoteStore` has returned
 * @param selector takes what the component needs out of the state
 * @param options `context` of `createIorpc`; default the nearest provider
 * @throws where there is no provider above, and what subscribing to the store was rejected with
 *
 * @example
 * const total = useRemoteStore(cartStore, (state: Cart) => state.total)
 */
export function useRemoteStore<T, S>(
  store: RemoteStore<T>,
  selector: (state: T) => S,
  options?: ContextOption,
): S
export function useRemoteStore<T, S>(
  store: RemoteStore<T>,
  selector?: (state: T) => S,
  options?: ContextOption,
): T | S {
  const connection = useConnectionOf(options)
  const source = useMemo(
    () => store.sourceOf(connection, connection.tap && new Error().stack),
    [store, connection],
  )
  const select = useMemo(() => once((state: T) => (selector ? selector(state) : state)), [selector])
  const get = () => {
    const { status, error, data } = source.get()
    if (status === 'error') throw error
    return select(data)
  }
  return useSyncExternalStore(source.subscribe, get, () => select(source.initial))
}

/** Runs again for another argument only: a snapshot has to be the same as long as its state is. */
function once<A, B>(run: (given: A) => B): (given: A) => B {
  let known: { given: A; result: B } | undefined
  return (given) => {
    if (!known || !Object.is(known.given, given)) known = { given, result: run(given) }
    return known.result
  }
}
