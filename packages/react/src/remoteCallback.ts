import type { AnyFunction } from 'iorpc'
import type { Connection } from './connection.js'
import { createCoalescer, type Coalescer, type Delivery } from './delivery.js'
import { createSent, sentFor } from './sent.js'
import type { Mountable } from './useMount.js'

/** The one function behind `useRemoteCallback`: it stays the same while what it calls changes. */
export interface RemoteCallback extends Mountable {
  readonly callback: AnyFunction
  update(fn: AnyFunction, delivery: Delivery): void
}

export function createRemoteCallback(): RemoteCallback {
  let latest: AnyFunction | undefined
  let delivery: Delivery
  let coalescer: Coalescer | undefined
  /** Where it is mounted. */
  let current: Connection | undefined

  const callback = function (this: unknown, ...args: unknown[]): unknown {
    if (!current) return undefined
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
      current = connection
    },
    unmount(connection) {
      // It is mounted with the next connection already.
      if (current && current !== connection) return
      coalescer?.cancel()
      // What this one waits for may never come.
      current = coalescer = undefined
      sent.release()
      // Where it was passed to the pair itself, and not through a component's remote.
      connection.pair?.release(callback)
    },
  }
}
