import type { AnyFunction } from 'iorpc'
import type { Connection } from './connection.js'
import { createCoalescer, type Coalescer, type Delivery } from './delivery.js'
import { createSent, sentFor } from './sent.js'

/** The one function behind `useRemoteCallback`: it stays the same while what it calls changes. */
export interface RemoteCallback {
  readonly callback: AnyFunction
  update(fn: AnyFunction, delivery: Delivery): void
  /** @returns what unmounts and releases; it may be mounted again */
  mount(connection: Connection): () => void
}

export function createRemoteCallback(): RemoteCallback {
  let latest: AnyFunction | undefined
  let delivery: Delivery
  let coalescer: Coalescer | undefined
  let isMounted = false

  const callback = function (this: unknown, ...args: unknown[]): unknown {
    if (!isMounted) return undefined
    if (delivery === 'every') return latest?.apply(this, args)
    coalescer ??= createCoalescer((newest) => latest?.(...newest))
    coalescer.push(args, delivery)
    return undefined
  }
  const sent = createSent()
  sentFor.set(callback, sent)

  return {
    callback,
    update(fn, next) {
      latest = fn
      delivery = next
    },
    mount(connection) {
      isMounted = true
      return () => {
        isMounted = false
        coalescer?.cancel()
        sent.release()
        // Where it was passed to the pair itself, and not through a component's remote.
        connection.pair?.release(callback)
      }
    },
  }
}
