import type { ConnectionStatus } from 'iorpc'
import type { Connection } from './connection.js'
import { createCoalescer, type Delivery } from './delivery.js'
import { promiseTry } from './promiseTry.js'
import { createScopedRemote } from './scopedRemote.js'
import { Snapshot } from './snapshot.js'

/** Subscribes: the other side calls `next` with each value, and may return what unsubscribes. */
export type Subscribe<R, T> = (remote: R, next: (value: T) => void) => unknown

/** What is known of a subscription. */
export interface SubscriptionState<T> {
  /** `pending` until the other side has subscribed, and again while it reconnects. */
  status: 'pending' | 'active' | 'error'
  /** The newest value; kept over a reconnect. */
  data: T
  /** What the latest subscribing was rejected with. */
  error: unknown
}

export interface SourceOptions<T> {
  /** `data` before the first value. */
  initial: T
  delivery: Delivery
  /** Who subscribes, for a tap. */
  stack?: string | undefined
}

/** How long the other side may take to answer that it has subscribed or unsubscribed nobody any more, in milliseconds. */
const PATIENCE = 60_000

/** Values of the other side, subscribed to as long as somebody listens: once in each epoch of the connection. */
export class RemoteSource<T> {
  readonly #connection: Connection
  readonly #subscribe: Subscribe<object, T>
  readonly #options: SourceOptions<T>
  readonly #state: Snapshot<SubscriptionState<T>>
  #users = 0
  #stop: (() => void) | undefined

  constructor(connection: Connection, subscribe: Subscribe<object, T>, options: SourceOptions<T>) {
    this.#connection = connection
    this.#subscribe = subscribe
    this.#options = options
    this.#state = new Snapshot({ status: 'pending', data: options.initial, error: undefined })
  }

  /** What hydration shows: the server has not subscribed. */
  get initial(): T {
    return this.#options.initial
  }

  get = (): SubscriptionState<T> => this.#state.get()

  /** Ends with the running task, so that effects which are undone and redone at once keep their subscription. */
  subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#state.subscribe(listener)
    this.#users++
    this.#stop ??= this.#start()
    return () => {
      unsubscribe()
      this.#users--
      queueMicrotask(() => {
        if (this.#users > 0) return
        this.#stop?.()
        this.#stop = undefined
        // Who comes next starts anew, also after an error.
        this.#set({ status: 'pending', error: undefined })
      })
    }
  }

  #start(): () => void {
    let epoch: number | undefined
    let end: ((isLost: boolean) => void) | undefined
    const follow = () => {
      const status = this.#connection.status
      const next = epochOf(status)
      const isRetried = status.state === 'open' && this.get().status === 'error'
      if (next === epoch && !isRetried) return
      epoch = next
      end?.(true)
      end = undefined
      this.#set({ status: 'pending', error: undefined })
      if (next !== undefined) end = this.#begin()
    }
    const unsubscribe = this.#connection.subscribe(follow)
    follow()
    return () => {
      unsubscribe()
      end?.(false)
    }
  }

  #begin(): (isLost: boolean) => void {
    const { delivery, stack } = this.#options
    const scoped = createScopedRemote(this.#connection, stack)
    scoped.mount()
    let isOver = false
    const show = (value: T) => {
      if (!isOver) this.#set({ data: value })
    }
    const coalescer = delivery === 'every' ? undefined : createCoalescer(([value]) => show(value as T))
    const next = (value: T) => {
      if (coalescer && !isOver) coalescer.push([value], delivery)
      else show(value)
    }
    const subscribed = promiseTry(() => this.#subscribe(scoped.remote, next))
    subscribed.then(
      () => {
        if (!isOver) this.#set({ status: 'active' })
      },
      (error: unknown) => {
        if (!isOver) this.#set({ status: 'error', error })
      },
    )
    return (isLost) => {
      isOver = true
      coalescer?.cancel()
      if (isLost || !this.#connection.pair) return scoped.unmount()
      const timer = setTimeout(scoped.unmount, PATIENCE)
      // The other side may have subscribed already: its answer is awaited, to unsubscribe.
      void subscribed
        .then((unsubscribe) => (typeof unsubscribe === 'function' ? (unsubscribe() as unknown) : undefined))
        .catch(() => {})
        .finally(() => {
          clearTimeout(timer)
          scoped.unmount()
        })
    }
  }

  #set(change: Partial<SubscriptionState<T>>): void {
    const before = this.get()
    const next = { ...before, ...change }
    const isSame = Object.entries(next).every(([key, value]) =>
      Object.is(value, before[key as keyof typeof before]),
    )
    if (!isSame) this.#state.set(next)
  }
}

/** The epoch in which a call that is made now arrives. */
function epochOf({ state, epoch }: ConnectionStatus): number | undefined {
  return state === 'closed' ? undefined : state === 'open' ? epoch : epoch + 1
}
