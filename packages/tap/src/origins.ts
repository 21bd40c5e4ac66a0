import { Budget } from './budget.js'
import { captureOrigin, type Origin } from './stacks.js'

const lastKept = 2000

/**
 * Where bindings are made. A stack costs microseconds, and a flood of callbacks must not stop the page: in one, what is
 * bound for the same argument is taken to be made at the same place as the last one.
 */
export class Origins {
  readonly #budget = new Budget(1000, 500)
  readonly #last = new Map<string, Origin>()

  /** @param argument owner, function and place of the argument */
  capture(argument: string, time: number): Origin | undefined {
    if (!this.#budget.take(time)) return this.#last.get(argument)
    const origin = captureOrigin()
    if (this.#last.size >= lastKept) this.#last.clear()
    this.#last.set(argument, origin)
    return origin
  }
}
