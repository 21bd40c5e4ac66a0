'use client'
import { useSyncExternalStore } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import type { Delivery } from './delivery.js'
import { RemoteSource, type Subscribe, type SubscriptionState } from './remoteSource.js'
import { useMade } from './useMade.js'

/** Options of `useRemoteSubscription`. */
export interface SubscriptionOptions<T> extends ContextOption {
  /** `data` before the first value arrives. Default `undefined`. */
  initial?: T | undefined
  /** Which of the values that arrive are shown. Default `'frame'`: the newest, once per animation frame. */
  delivery?: Delivery | undefined
}

/**
 * The newest of the values that the other side tells.
 *
 * It is subscribed on mount, once per epoch of the connection, and again after a reconnect. On unmount, or when `deps`
 * change, what the other side has returned is called and unbound.
 *
 * @param subscribe passes `next` to the other side; the function that it returns unsubscribes
 * @param deps everything that `subscribe` uses, as for `useEffect`; with other ones `data` starts anew
 * @param options `initial`: `data` before the first value; `delivery`, default `'frame'`
 * @throws where there is no provider above
 *
 * @example
 * const { data: price } = useRemoteSubscription(
 *   (remote: Remote<WorkerApi>, next: (price: number) => void) => remote.watchPrice(symbol, next),
 *   [symbol],
 * )
 */
export function useRemoteSubscription<R, T>(
  subscribe: Subscribe<R, T>,
  deps: readonly unknown[],
  options: SubscriptionOptions<T> & { initial: T },
): SubscriptionState<T>
export function useRemoteSubscription<R, T>(
  subscribe: Subscribe<R, T>,
  deps: readonly unknown[],
  options?: SubscriptionOptions<T>,
): SubscriptionState<T | undefined>
export function useRemoteSubscription<T>(
  subscribe: Subscribe<never, T>,
  deps: readonly unknown[],
  options: SubscriptionOptions<T> = {},
): SubscriptionState<T | undefined> {
  const connection = useConnectionOf(options)
  const { initial, delivery = 'frame' } = options
  const source = useMade(
    () =>
      new RemoteSource(connection, subscribe as Subscribe<object, T | undefined>, {
        initial,
        delivery,
        stack: connection.tap && new Error().stack,
      }),
    [connection, delivery, ...deps],
  )
  return useSyncExternalStore(source.subscribe, source.get, source.get)
}
