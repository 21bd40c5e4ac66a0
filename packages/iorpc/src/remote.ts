import { startCall } from './calls.js'
import { isInert } from './inert.js'
import { notify } from './outbox.js'
import { UNBIND } from './packet.js'
import type { AnyFunction } from './remoteTypes.js'
import type { State } from './state.js'
import type { Id } from './types.js'

const MAX_CACHED = 1000

/** A call of `name` with `args`. */
export type CallName = (name: string, args: unknown[]) => unknown

/**
 * The remote proxy. It is no function, reading from it sends nothing, and the function of a name stays the same.
 *
 * @param call makes a call that is waited for
 * @param callNoWait makes one that is not
 *
 * @example
 * // A remote that counts its calls.
 * const call: CallName = (name, args) => {
 *   calls++
 *   return remote[name]?.(...args)
 * }
 * const counted = createRemote(call, (name, args) => remote.noWait[name]?.(...args))
 */
export function createRemote(call: CallName, callNoWait: CallName): object {
  return callerProxy(call, callerProxy(callNoWait, undefined))
}

function callerProxy(call: CallName, noWait: object | undefined): object {
  const functions = new Map<string | symbol, AnyFunction>()
  return new Proxy(Object.freeze({}), {
    get(target, name) {
      const known = functions.get(name)
      if (known) return known
      if (name === 'noWait' && noWait) return noWait
      if (isInert(name)) return Reflect.get(target, name)
      if (functions.size >= MAX_CACHED) functions.clear()
      const fn = (...args: unknown[]) => call(name as string, args)
      functions.set(name, fn)
      return fn
    },
  })
}

const dispose: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose')

/** A function of the other side under the id it has there. */
export function remoteFunction(state: State, id: Id): AnyFunction {
  const method = String(id)
  const fn = ((...args: unknown[]) => startCall(state, 'cb', method, args, id)) as AnyFunction &
    Record<string | symbol, unknown>
  fn.unbind = fn[dispose] = () => {
    state.emit?.('released', { side: 'held', id, reason: 'unbound' })
    if (!state.isClosed) notify(state, 'call', UNBIND, [id])
  }
  return fn
}
