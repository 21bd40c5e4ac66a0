import { isInert } from './inert.js'
import type { AnyFunction } from './remoteTypes.js'
import type { Id } from './types.js'

const MAX_CACHED = 1000

/** A call of `name` with `args`. */
export type CallName = (name: string, args: unknown[]) => unknown

/**
 * The remote proxy. It is no function, reading from it sends nothing, and the function of a name stays the same.
 *
 * @param call makes a call that is waited for
 * @param callNoWait makes one that is not
 */
export function createRemote(call: CallName, callNoWait: CallName): object {
  return callerProxy(call, callerProxy(callNoWait, undefined))
}

function callerProxy(call: CallName, noWait: object | undefined): object {
  const functions = new Map<string, AnyFunction>()
  return new Proxy(Object.freeze({}), {
    get(target, name) {
      const known = functions.get(name as string)
      if (known) return known
      if (name === 'noWait' && noWait) return noWait
      if (isInert(name)) return Reflect.get(target, name)
      if (functions.size >= MAX_CACHED) functions.clear()
      const fn = (...args: unknown[]) => call(name as string, args)
      functions.set(name as string, fn)
      return fn
    },
  })
}

const dispose: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose')

/** A function of the other side under the id it has there. */
export function createRemoteFunction(id: Id, call: CallName, unbind: (id: Id) => void): AnyFunction {
  const name = String(id)
  const fn = ((...args: unknown[]) => call(name, args)) as AnyFunction & Record<string | symbol, unknown>
  fn.unbind = fn[dispose] = () => unbind(id)
  return fn
}
