import { withOptions, type CallOptions } from 'iorpc'
import type { Connection } from './connection.js'
import { createCoalescer } from './delivery.js'
import { promiseTry } from './promiseTry.js'
import { createScopedRemote } from './scopedRemote.js'
import { Snapshot } from './snapshot.js'

/** What is known of the latest call. */
export type CallState<Result, Progress> = {
  /** The latest value that was reported, of the call that runs or of the last one. */
  progress: Progress | undefined
} & (
  | { status: 'idle'; data: undefined; error: undefined }
  | { status: 'pending'; data: Result | undefined; error: undefined }
  | { status: 'success'; data: Result; error: undefined }
  | { status: 'error'; data: Result | undefined; error: unknown }
)

/** Given to the function that makes the call. */
export interface CallTools<Progress> {
  /** Sets `progress`; may be passed to the other side, and called as often as it likes. */
  report: (progress: Progress) => void
}

export interface CallSettings extends Pick<CallOptions, 'timeout'> {
  /** How often a call that was rejected is made again. Default 0. */
  retries?: number | undefined
  /** Milliseconds before the first of them, doubled each time. Default 250. */
  retryDelay?: number | undefined
}

export type MakeCall = (remote: object, tools: CallTools<unknown>, args: unknown[]) => unknown

const IDLE: CallState<unknown, unknown> = {
  status: 'idle',
  data: undefined,
  error: undefined,
  progress: undefined,
}

/** The state behind `useRemoteCall`. Each call has a scope of its own, which the next one ends. */
export class RemoteCall {
  readonly state = new Snapshot(IDLE)
  readonly #connection: Connection
  readonly #stack: string | undefined
  #make: MakeCall | undefined
  #settings: CallSettings = {}
  #isMounted = false
  #end: (() => void) | undefined

  constructor(connection: Connection, stack: string | undefined) {
    this.#connection = connection
    this.#stack = stack
  }

  update(make: MakeCall, settings: CallSettings): void {
    this.#make = make
    this.#settings = settings
  }

  mount(): void {
    this.#isMounted = true
  }

  unmount(): void {
    this.#isMounted = false
    this.#giveUp(false)
  }

  call = (...args: unknown[]): Promise<unknown> => {
    const result = new Promise((resolve, reject) => {
      const start = () => {
        if (this.#isMounted) this.#start(args, resolve, reject)
      }
      // The effects of children run before those of their parents.
      if (this.#isMounted) start()
      else queueMicrotask(start)
    })
    // Its error is in the state: who does not look at the promise does not have to catch it.
    result.catch(() => {})
    return result
  }

  abort = (): void => this.#giveUp()

  reset = (): void => {
    this.abort()
    this.state.set(IDLE)
  }

  #giveUp(isTold?: boolean): void {
    this.#end?.()
    this.#end = undefined
    const { data, progress, status } = this.state.get()
    if (status !== 'pending') return
    const before: CallState<unknown, unknown> =
      data === undefined ? { ...IDLE, progress } : { status: 'success', data, error: undefined, progress }
    this.state.set(before, isTold)
  }

  #start(args: unknown[], resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    this.#end?.()
    const make = this.#make
    const { timeout, retries = 0, retryDelay = 250 } = this.#settings
    const scoped = createScopedRemote(this.#connection, this.#stack)
    const remote = timeout === undefined ? scoped.remote : withOptions(scoped.remote, { timeout })
    const progress = createCoalescer(([value]) => this.state.set({ ...this.state.get(), progress: value }))
    const tools = {
      report: (value: unknown) => {
        if (this.#end === end) progress.push([value], 'frame')
      },
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    scoped.mount()
    const end = () => {
      clearTimeout(timer)
      progress.cancel()
      scoped.unmount()
    }
    this.#end = end
    const { data } = this.state.get()
    this.state.set({ status: 'pending', data, error: undefined, progress: undefined })

    const attempt = (left: number, delay: number) => {
      promiseTry(() => make?.(remote, tools, args)).then(
        (value) => {
          if (this.#end !== end) return
          progress.flush()
          this.state.set({ ...this.state.get(), status: 'success', data: value, error: undefined })
          resolve(value)
        },
        (error: unknown) => {
          if (this.#end !== end) return
          if (left > 0) {
            timer = setTimeout(() => attempt(left - 1, delay * 2), delay)
            return
          }
          progress.flush()
          this.state.set({ ...this.state.get(), status: 'error', error })
          reject(error)
        },
      )
    }
    attempt(retries, retryDelay)
  }
}
