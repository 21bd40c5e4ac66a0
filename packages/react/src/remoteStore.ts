import type { Connection } from './connection.js'
import type { Delivery } from './delivery.js'
import { RemoteSource, type Subscribe } from './remoteSource.js'

/** A store that lives on the other side. Made by `createRemoteStore`, read by `useRemoteStore`. */
export interface RemoteStore<T> {
  /**
   * The one subscription that all components under a provider share.
   *
   * @param stack of the component that asks; that of the first is told to a tap
   */
  sourceOf(connection: Connection, stack?: string): RemoteSource<T>
}

/** Options of `createRemoteStore`. */
export interface RemoteStoreOptions<T> {
  /** The state before the first one arrives. Default `undefined`. */
  initial?: T | undefined
  /** Which of the states that arrive are shown. Default `'frame'`. */
  delivery?: Delivery | undefined
}

/**
 * Describes a store of the other side, once, outside of components. It is subscribed to while at least one component
 * reads it, however many there are.
 *
 * @param subscribe passes `next` to the other side, which calls it with the whole state at once and after every change,
 *   and returns what unsubscribes
 * @param options `initial`: the state before the first one arrives; `delivery`, default `'frame'`
 *
 * @example
 * const cart = createRemoteStore((remote: Remote<WorkerApi>, next: (cart: Cart) => void) => remote.watchCart(next))
 */
export function createRemoteStore<R, T>(
  subscribe: Subscribe<R, T>,
  options: RemoteStoreOptions<T> & { initial: T },
): RemoteStore<T>
export function createRemoteStore<R, T>(
  subscribe: Subscribe<R, T>,
  options?: RemoteStoreOptions<T>,
): RemoteStore<T | undefined>
export function createRemoteStore<T>(
  subscribe: Subscribe<never, T>,
  { initial, delivery = 'frame' }: RemoteStoreOptions<T> = {},
): RemoteStore<T | undefined> {
  const sources = new WeakMap<Connection, RemoteSource<T | undefined>>()
  return {
    sourceOf(connection, stack) {
      let source = sources.get(connection)
      if (!source) {
        source = new RemoteSource(connection, subscribe as Subscribe<object, T | undefined>, {
          initial,
          delivery,
          stack,
        })
        sources.set(connection, source)
      }
      return source
    },
  }
}
