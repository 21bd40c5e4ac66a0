import type { AnyFunction, Pair } from 'iorpc'
import type { Connection } from './connection.js'
import { Coalescer, type Delivery } from './delivery.js'
import { Sent } from './sent.js'

/** Whose functions these are, besides of the component whose remote sends them. */
const owners = new WeakMap<AnyFunction, RemoteCallback>()

/** Told of each function that is sent in place of `fn`. */
export function noteSent(fn: AnyFunction, wrapper: AnyFunction, pair: Pair): void {
  owners.get(fn)?.sent(wrapper, pair)
}

/** The one function behind `useRemoteCallback`: it stays the same while what it calls changes. */
export class RemoteCallback {
  readonly callback: AnyFunction
  #latest: AnyFunction | undefined
  #delivery: Delivery = 'every'
  #coalescer: Coalescer | undefined
  #sent: Sent | undefined
  #isMounted = false

  constructor() {
    // Hoisted out of the function, whose own `this` is what the pair injects.
    const receive = (self: unknown, args: unknown[]) => this.#receive(self, args)
    this.callback = function (this: unknown, ...args: unknown[]) {
      return receive(this, args)
    }
    owners.set(this.callback, this)
  }

  update(fn: AnyFunction, delivery: Delivery): void {
    this.#latest = fn
    if (this.#delivery === delivery) return
    this.#delivery = delivery
    this.#coalescer?.cancel()
    this.#coalescer = undefined
  }

  mount(connection: Connection): () => void {
    this.#isMounted = true
    return () => {
      this.#isMounted = false
      this.#coalescer?.cancel()
      this.#sent?.release()
      // Where it was passed to the pair itself, and not through a component's remote.
      connection.pair?.release(this.callback)
    }
  }

  sent(wrapper: AnyFunction, pair: Pair): void {
    this.#sent ??= new Sent()
    this.#sent.add(wrapper, pair)
  }

  #receive(self: unknown, args: unknown[]): unknown {
    if (!this.#isMounted) return undefined
    if (this.#delivery === 'every') return this.#latest?.apply(self, args)
    this.#coalescer ??= new Coalescer(this.#delivery, (newest) => this.#latest?.(...newest))
    this.#coalescer.push(args)
    return undefined
  }
}
