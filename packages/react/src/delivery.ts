import type { AnyFunction, Unbindable } from 'iorpc'
import { mapFunctions } from './functions.js'

/**
 * Which of the calls that arrive are passed on.
 *
 * - `'every'`: each one at once, and the caller gets the result.
 * - `'latest'`: one at a time; of those that arrive while it runs only the newest.
 * - `'frame'`: the newest, once per animation frame.
 *
 * With `'latest'` and `'frame'` the caller is answered at once, with `undefined`.
 */
export type Delivery = 'every' | 'latest' | 'frame'

/** Longest wait for a frame in milliseconds: a hidden page has none. */
const FRAME_TIMEOUT = 200

/** Keeps the newest arguments until they are due. */
export class Coalescer {
  readonly #deliver: (args: unknown[]) => unknown
  readonly #delivery: Delivery
  #args: unknown[] | undefined
  #cancel: (() => void) | undefined
  #isBusy = false

  constructor(delivery: Delivery, deliver: (args: unknown[]) => unknown) {
    this.#delivery = delivery
    this.#deliver = deliver
  }

  push(args: unknown[]): void {
    this.#drop()
    this.#args = args
    this.#schedule()
  }

  cancel(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#drop()
  }

  /** Passes on what waits, without waiting longer. */
  flush(): void {
    const args = this.#args
    this.#args = undefined
    this.#cancel?.()
    this.#cancel = undefined
    const result = args && this.#deliver(args)
    if (this.#delivery !== 'latest' || !(result instanceof Promise)) return
    this.#isBusy = true
    // A rejection goes on from here, to be reported as unhandled like that of any callback.
    void result.finally(() => {
      this.#isBusy = false
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#cancel || this.#isBusy || !this.#args) return
    this.#cancel = (this.#delivery === 'frame' ? onFrame : onTask)(() => this.flush())
  }

  /** Functions in arguments that nobody will see are given up. */
  #drop(): void {
    const args = this.#args
    this.#args = undefined
    if (args) mapFunctions(args, (fn) => (fn as AnyFunction & Partial<Unbindable>).unbind?.())
  }
}

function onTask(run: () => void): () => void {
  const timer = setTimeout(run)
  return () => clearTimeout(timer)
}

/** Runs once: with the next animation frame, or after a while if there is none. */
export function onFrame(run: () => void): () => void {
  const cancel = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const once = () => {
    cancel()
    run()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, FRAME_TIMEOUT)
  return cancel
}
