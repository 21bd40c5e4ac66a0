import { IorpcError } from './errors.js'
import type { AnyFunction } from './remoteTypes.js'
import type { CallOptions } from './types.js'

/** Options of the call that is being made right now: set by `withOptions`, taken by the call itself. */
let current: CallOptions | undefined

/**
 * For whoever wraps a remote, as `createRemote` helps to: the options that `withOptions` gives to the call being made.
 * They have to be taken before the call returns, and passed on with another `withOptions`.
 *
 * @returns `undefined` if there are none
 *
 * @example
 * const call: CallName = (name, args) => {
 *   const target = withOptions(remote, takeCallOptions() ?? {})
 *   return target[name]?.(...args)
 * }
 */
export function takeCallOptions(): CallOptions | undefined {
  const taken = current
  current = undefined
  return taken
}

/**
 * The same remote, or remote function, with options for the calls made through it.
 *
 * @param target a `remote`, or a function that came from the other side
 * @param options `signal` aborts the call, `timeout` in milliseconds, `transfer` moves objects instead of copying,
 *   `releaseOnSettle` releases the callbacks sent with the call when it settles
 * @returns a remote, or a function, of the same type; when it gets options again, those replace equal ones
 * @throws `IorpcError` `IORPC_BAD_OPTION`, from the call, when `target` is neither
 *
 * @example
 * const controller = new AbortController()
 * const result = withOptions(remote, { signal: controller.signal, timeout: 5000 }).search('needle')
 * controller.abort()
 * await result // rejects with the signal's reason
 */
export function withOptions<T extends object>(target: T, options: CallOptions): T {
  if (typeof target === 'function')
    return new Proxy(target, { apply: (fn, _this, args) => callWith(options, fn as AnyFunction, args) })
  return new Proxy(target, {
    get(remote, name) {
      const value: unknown = Reflect.get(remote, name)
      if (name === 'noWait') return withOptions(value as object, options)
      return typeof value === 'function' && !(name in Object.prototype)
        ? (...args: unknown[]) => callWith(options, value as AnyFunction, args)
        : value
    },
  })
}

function callWith(options: CallOptions, fn: AnyFunction, args: unknown[]): unknown {
  current = { ...options, ...current }
  try {
    const result = fn(...args)
    if (current !== undefined)
      throw new IorpcError(
        'IORPC_BAD_OPTION',
        'withOptions() takes a remote or a remote function of this copy of iorpc',
      )
    return result
  } finally {
    current = undefined
  }
}
