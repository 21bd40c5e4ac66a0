import { remove, type Waiter } from './bindings.js'
import { settledOf } from './callbacks.js'
import type { State } from './state.js'

/** @param boundary the function below which the stack of the error begins */
export type MakeError = (boundary: () => never) => unknown

/** Takes a call off the table. @returns false when it has left before */
function end(state: State, waiter: Waiter): boolean {
  const wasLive = remove(state, waiter)
  if (wasLive) waiter.cleanup?.()
  return wasLive
}

export function resolveCall(state: State, waiter: Waiter, value: unknown): void {
  if (!end(state, waiter)) return
  state.emit?.('callSettled', settledOf('out', waiter))
  waiter.resolve?.(value)
}

/**
 * The error is made late, in a promise reaction that begins when the promise of the call has been linked to it, so that
 * engines append the chain of awaits to its stack: calls that succeed pay nothing for it.
 */
export function rejectCall(state: State, waiter: Waiter, makeError: MakeError): void {
  const { resolve } = waiter
  // Nobody waits for an acknowledgement, but `bindings()` counts it as a call.
  if (!resolve) return resolveCall(state, waiter, undefined)
  const fail = () => {
    const error = makeError(fail)
    state.emit?.('callSettled', settledOf('out', waiter, 'rejected', error))
    throw error
  }
  if (end(state, waiter)) resolve(Promise.resolve().then().then(fail))
}
