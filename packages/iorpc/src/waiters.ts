import { remove, type Waiter } from './bindings.js'
import { eventOf } from './callbacks.js'
import type { State } from './state.js'

/** @param boundary the function below which the stack of the error begins */
export type MakeError = (boundary: () => never) => unknown

/** Takes a call off the table. @returns what settles it: once, and nothing for an acknowledgement */
function end(state: State, waiter: Waiter) {
  const { resolve } = waiter
  const wasLive = remove(state, waiter)
  waiter.resolve = undefined
  waiter.cleanup?.()
  // Nobody waits for an acknowledgement, but `bindings()` counts it as a call.
  if (wasLive && !resolve) state.emit?.('callSettled', { ...eventOf('out', waiter), outcome: 'resolved' })
  return resolve
}

export function resolveCall(state: State, waiter: Waiter, value: unknown): void {
  const resolve = end(state, waiter)
  if (!resolve) return
  state.emit?.('callSettled', { ...eventOf('out', waiter), outcome: 'resolved' })
  resolve(value)
}

/**
 * The error is made late, in a promise reaction that begins when the promise of the call has been linked to it, so that
 * engines append the chain of awaits to its stack: calls that succeed pay nothing for it.
 */
export function rejectCall(state: State, waiter: Waiter, makeError: MakeError): void {
  const fail = () => {
    const error = makeError(fail)
    state.emit?.('callSettled', { ...eventOf('out', waiter), outcome: 'rejected', error })
    throw error
  }
  end(state, waiter)?.(Promise.resolve().then().then(fail))
}
