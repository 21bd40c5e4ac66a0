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

/** Keeps the newest arguments until they are due. */
export interface Coalescer {
  push(args: unknown[], delivery: Delivery): void
  /** Passes on what waits, without waiting longer. */
  flush(): void
  cancel(): void
}

export function createCoalescer(deliver: (args: unknown[]) => unknown): Coalescer {
  let waiting: unknown[] | undefined
  let cancelTurn: (() => void) | undefined
  let isBusy = false
  let delivery: Delivery

  const schedule = () => {
    if (!isBusy && waiting) cancelTurn ??= onFrame(flush, delivery === 'latest')
  }

  /** Functions in arguments that nobody will see are given up. */
  const replace = (args?: unknown[]) => {
    mapFunctions(waiting, (fn: AnyFunction & Partial<Unbindable>) => fn.unbind?.())
    waiting = args
  }

  const flush = () => {
    cancelTurn?.()
    cancelTurn = undefined
    const args = waiting
    waiting = undefined
    const result = args && deliver(args)
    if (delivery !== 'latest' || !(result instanceof Promise)) return
    isBusy = true
    // A rejection goes on from here, to be reported as unhandled like that of any callback.
    void result.finally(() => {
      isBusy = false
      schedule()
    })
  }

  return {
    push(args, next) {
      delivery = next
      replace(args)
      schedule()
    },
    flush,
    cancel() {
      replace()
      flush()
    },
  }
}

/**
 * Runs with the next animation frame, and after 200 ms, as a hidden page has none.
 *
 * @param isTask runs in the next task instead
 * @returns cancels what has not run; `run` does it first of all
 */
export function onFrame(run: () => void, isTask = false): () => void {
  const frame = isTask ? 0 : requestAnimationFrame(run)
  const timer = setTimeout(run, isTask ? 0 : 200)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
