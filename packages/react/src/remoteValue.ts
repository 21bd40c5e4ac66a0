import { createRemote, type AnyFunction } from 'iorpc'
import type { Connection } from './connection.js'
import { mapFunctions } from './functions.js'
import { keyOf } from './keyOf.js'
import { promiseTry } from './promiseTry.js'
import { createScopedRemote } from './scopedRemote.js'
import { Snapshot } from './snapshot.js'

/** Milliseconds that a value is kept when nobody uses it any more. */
const KEEP = 30_000

/** The same, before anybody has used a value that has functions: a render that was given up leaves it behind. */
const KEEP_FUNCTIONS = 1000

export type ReadRemote = (remote: object) => unknown

/** A promise that says how it has settled, in the fields that `use` of React reads. */
export type ValueState = Promise<unknown> &
  ({ status: 'pending' } | { status: 'fulfilled'; value: unknown } | { status: 'rejected'; reason: unknown })

/** Where others find the value. */
interface Cache {
  keep(value: RemoteValue): void
  forget(value: RemoteValue): void
  /** Whether some value is read for the first time. */
  isReading(): boolean
}

interface Loading {
  /** Whether the value has functions of the other side. */
  isHolding: boolean
  unmount: () => void
  /** The calls that were made for it. */
  made: { name: string; args: unknown[] }[]
}

/** A value that is read from the other side, and read again in the background when it has become stale. */
export class RemoteValue {
  readonly #connection: Connection
  readonly #read: ReadRemote
  readonly #cache: Cache
  /** Who has read it first, for a tap. */
  readonly #stack: string | undefined
  readonly #state: Snapshot<ValueState>
  /** Settles the promise on which components suspend. */
  #settle: { resolve: (value: unknown) => void; reject: (reason: unknown) => void } | undefined
  #loading: Loading | undefined
  /** What the value that is shown came from: its functions live as long. */
  #loaded: Loading | undefined
  #users = 0
  #isStale = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(connection: Connection, read: ReadRemote, cache: Cache) {
    this.#connection = connection
    this.#read = read
    this.#cache = cache
    this.#stack = connection.tap && new Error().stack
    const promise = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    promise.catch(() => {})
    this.#state = new Snapshot<ValueState>(Object.assign(promise, { status: 'pending' as const }))
    this.#load()
  }

  get = (): ValueState => this.#state.get()

  subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#state.subscribe(listener)
    this.#users++
    clearTimeout(this.#timer)
    // A component that was hidden comes back to the value it had, which may be forgotten.
    this.#cache.keep(this)
    if (this.#isStale) this.#load()
    return () => {
      unsubscribe()
      this.#users--
      queueMicrotask(() => this.#rest())
    }
  }

  wasReadWith(name: string, args: unknown[]): boolean {
    const { made = [] } = this.#loading ?? this.#loaded ?? {}
    return made.some(
      (call) => call.name === name && args.every((arg, index) => keyOf([arg]) === keyOf([call.args[index]])),
    )
  }

  invalidate(): void {
    if (this.#users > 0 || this.get().status === 'pending') this.#load()
    else this.#drop()
  }

  /** Its error has been thrown: who renders again, as after the reset of an error boundary, reads again. */
  retryLater(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#drop())
  }

  #load(): void {
    this.#loading?.unmount()
    this.#isStale = false
    const scoped = createScopedRemote(this.#connection, this.#stack)
    scoped.mount()
    const loading: Loading = { unmount: scoped.unmount, made: [], isHolding: false }
    this.#loading = loading
    promiseTry(() => this.#read(recording(scoped.remote, loading.made))).then(
      (value) => {
        if (this.#loading !== loading) return
        mapFunctions(value, (fn) => {
          loading.isHolding = true
          return fn
        })
        // What `use` has been given once has to settle; later it gets promises that are settled already.
        const promise = this.#settle ? this.get() : Promise.resolve(value)
        this.#show(Object.assign(promise, { status: 'fulfilled' as const, value }), loading)
        this.#settle?.resolve(value)
        this.#settle = undefined
      },
      (reason: unknown) => {
        if (this.#loading !== loading) return
        this.#loading = undefined
        loading.unmount()
        // An old value is better than none.
        if (!this.#settle) return
        this.#show(Object.assign(this.get(), { status: 'rejected' as const, reason }), undefined)
        this.#settle.reject(reason)
        this.#settle = undefined
      },
    )
  }

  #show(state: ValueState, loaded: Loading | undefined): void {
    this.#loading = undefined
    this.#loaded?.unmount()
    this.#loaded = loaded
    this.#state.set(state)
    if (this.#users > 0) return
    this.#timer = setTimeout(() => {
      // A component that still waits for another value wants both.
      if (loaded?.isHolding && !this.#cache.isReading()) this.#drop()
      else this.#timer = setTimeout(() => this.#drop(), KEEP)
    }, KEEP_FUNCTIONS)
  }

  /** Nobody uses it: data is kept for a while, functions of the other side are not. */
  #rest(): void {
    if (this.#users > 0) return
    if (this.#loading || this.#loaded?.isHolding) return this.#drop()
    this.#isStale = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#drop(), KEEP)
  }

  #drop(): void {
    clearTimeout(this.#timer)
    this.#cache.forget(this)
    this.#loading?.unmount()
    this.#loaded?.unmount()
    this.#loading = this.#loaded = undefined
    this.#isStale = true
  }
}

/** The remote, writing down the calls that are made through it. */
function recording(remote: object, made: Loading['made']): object {
  const call = (on: object) => (name: string, args: unknown[]) => {
    made.push({ name, args })
    return (on as Record<string, AnyFunction>)[name]?.(...args)
  }
  return createRemote(call(remote), call((remote as { noWait: object }).noWait))
}
