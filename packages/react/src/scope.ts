import {
  takeCallOptions,
  withOptions,
  type AnyFunction,
  type CallOptions,
  type Pair,
  type Tap,
  type Unbindable,
} from 'iorpc'
import { mapFunctions } from './functions.js'
import { createSent, sentFor } from './sent.js'

/** Everything that one mounted component has going on with one pair. */
export interface Scope {
  readonly pair: Pair
  /**
   * Calls a function of the other side by its name.
   *
   * @returns its result; of a call that is not waited for `undefined`
   */
  call(isWaited: boolean, name: string, args: unknown[], options?: CallOptions): Promise<unknown>
  /**
   * Releases the functions that were sent, and aborts the calls in flight. Their promises never settle, so that nothing
   * runs, and nothing rejects, in the name of a component that is gone. Then unbinds the functions that were received.
   *
   * @param isLeaving cleanups of effects are still to come: they may call, also what was received
   */
  end(isLeaving?: boolean): void
}

/**
 * @param remote what `this.remoteApi` is in callbacks: the remote whose calls are made through this scope
 * @param isGone whether the component has been unmounted: what arrives after that is for nobody
 */
export function createScope(
  pair: Pair,
  remote: object,
  isGone: () => boolean,
  tap?: Tap,
  stack?: string,
): Scope {
  const owner = tap?.mount({ stack })
  let controller = new AbortController()
  let isOver = isGone
  const wrappers = new WeakMap<AnyFunction, { wrapper: AnyFunction; ref: WeakRef<AnyFunction> }>()
  const sent = createSent()
  const held = new Set<() => void>()

  /** Functions on their way out become functions of this scope, so that nobody else's release touches them. */
  const send = (value: unknown): unknown =>
    mapFunctions(value, (fn) => {
      let known = wrappers.get(fn)
      if (!known) {
        const wrapper = wrap(fn)
        wrappers.set(fn, (known = { wrapper, ref: new WeakRef(wrapper) }))
      }
      sent.add(known.ref, pair)
      sentFor.get(fn)?.add(known.ref, pair)
      return known.wrapper
    })

  const wrap = (fn: AnyFunction): AnyFunction =>
    function (this: object | undefined, ...args: unknown[]): unknown {
      const received = receive(args) as unknown[]
      if (isOver()) return undefined
      // Each call has a `this` of its own.
      if (this) Object.defineProperty(this, 'remoteApi', { value: remote })
      const result = fn.apply(this, received) as PromiseLike<unknown> | undefined
      return result?.then ? result.then(answer) : answer(result)
    }

  const answer = (value: unknown) => (isOver() ? undefined : send(value))

  /** Functions that arrive are held until they are unbound, at the latest when the scope ends. */
  const receive = (value: unknown): unknown => mapFunctions(value, hold)

  const hold = (fn: AnyFunction & Partial<Unbindable>): AnyFunction => {
    const unbind = () => {
      held.delete(unbind)
      fn.unbind?.()
    }
    if (isOver()) unbind()
    else held.add(unbind)
    const call = (...args: unknown[]) =>
      wait((options) => withOptions(fn, options)(...args.map(send)), takeCallOptions())
    call.unbind = call[Symbol.dispose] = unbind
    return call
  }

  const wait = async (call: (options: CallOptions) => unknown, options?: CallOptions): Promise<unknown> => {
    try {
      const own = options?.signal
      const { signal } = controller
      const make = () => call({ ...options, signal: own ? AbortSignal.any([own, signal]) : signal })
      return receive(await (owner ? owner.run(make) : make()))
    } finally {
      // Whatever it came to, nobody is there to hear it.
      if (isOver()) await new Promise(() => {})
    }
  }

  return {
    pair,
    call(isWaited, name, args, options) {
      const far = isWaited ? pair.remote : pair.remote.noWait
      return wait(
        (all) => (withOptions(far, all) as Record<string, AnyFunction>)[name]?.(...args.map(send)),
        options,
      )
    },
    end(isLeaving) {
      controller.abort()
      sent.release()
      if (isLeaving) {
        controller = new AbortController()
      } else {
        isOver = () => true
        for (const unbind of held) unbind()
        owner?.unmount()
      }
    },
  }
}
