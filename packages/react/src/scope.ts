import {
  takeCallOptions,
  withOptions,
  type AnyFunction,
  type CallOptions,
  type Pair,
  type RemoteFunction,
  type Tap,
} from 'iorpc'
import { mapFunctions } from './functions.js'
import { noteSent } from './remoteCallback.js'
import { Sent } from './sent.js'

/** Who makes the calls, as a tap is told. */
export interface Owner {
  name?: string | undefined
  stack?: string | undefined
}

/**
 * Everything that one mounted component has going on with one pair. When it ends, the functions that were sent are
 * released, those that were received are unbound, and the calls in flight are aborted: their promises never settle, so
 * that nothing runs, and nothing rejects, in the name of a component that is gone.
 */
export class Scope {
  readonly pair: Pair
  #tapOwner
  #isEnded = false
  #calls = new Set<AbortController>()
  #sent = new Sent()
  #wrappers = new WeakMap<AnyFunction, AnyFunction>()
  #held = new Set<RemoteFunction<AnyFunction>>()

  constructor(pair: Pair, tap?: Tap, owner: Owner = {}) {
    this.pair = pair
    this.#tapOwner = tap?.mount(owner)
  }

  /** Whether functions of the other side have arrived that are not unbound yet. */
  get isHolding(): boolean {
    return this.#held.size > 0
  }

  /** Calls a function of the other side, by name or one that was received. */
  call(target: string | AnyFunction, args: unknown[], options?: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isEnded) return
      const controller = new AbortController()
      const signal = options?.signal
        ? AbortSignal.any([options.signal, controller.signal])
        : controller.signal
      this.#calls.add(controller)
      const on = typeof target === 'string' ? this.pair.remote : target
      new Promise((answer) => {
        answer(this.#run(() => this.#call(on, target, args, { ...options, signal })))
      }).then(
        (value) => {
          this.#calls.delete(controller)
          const received = this.#receive(value)
          if (!this.#isEnded) resolve(received)
        },
        (error: unknown) => {
          this.#calls.delete(controller)
          if (!this.#isEnded) reject(error as Error)
        },
      )
    })
  }

  /** Calls a function by name and waits for nothing. */
  notify(name: string, args: unknown[], options?: CallOptions): void {
    if (!this.#isEnded) this.#run(() => this.#call(this.pair.remote.noWait, name, args, options ?? {}))
  }

  end(): void {
    this.#isEnded = true
    for (const controller of this.#calls) controller.abort()
    this.#sent.release()
    for (const fn of this.#held) fn.unbind()
    this.#held.clear()
    this.#tapOwner?.unmount()
  }

  #run<T>(work: () => T): T {
    return this.#tapOwner ? this.#tapOwner.run(work) : work()
  }

  #call(on: object, target: string | AnyFunction, args: unknown[], options: CallOptions): unknown {
    const bound = withOptions(on, options) as AnyFunction & Record<string, AnyFunction>
    const sent = args.map((arg) => this.#send(arg))
    return typeof target === 'string' ? bound[target]?.(...sent) : bound(...sent)
  }

  /** Functions on their way out become functions of this scope, so that nobody else's release touches them. */
  #send(value: unknown): unknown {
    return mapFunctions(value, (fn) => {
      const wrapper = this.#wrappers.get(fn) ?? this.#wrap(fn)
      this.#wrappers.set(fn, wrapper)
      this.#sent.add(wrapper, this.pair)
      noteSent(fn, wrapper, this.pair)
      return wrapper
    })
  }

  #wrap(fn: AnyFunction): AnyFunction {
    const isEnded = () => this.#isEnded
    const receive = (value: unknown) => this.#receive(value)
    const answer = (value: unknown) => (this.#isEnded ? undefined : this.#send(value))
    return function (this: unknown, ...args: unknown[]): unknown {
      const received = args.map(receive)
      if (isEnded()) return undefined
      const result = fn.apply(this, received)
      return result instanceof Promise ? result.then(answer) : answer(result)
    }
  }

  /** Functions that arrive are held until they are unbound, at the latest when the scope ends. */
  #receive(value: unknown): unknown {
    return mapFunctions(value, (fn) => this.#hold(fn as RemoteFunction<AnyFunction>))
  }

  #hold(fn: RemoteFunction<AnyFunction>): AnyFunction {
    if (this.#isEnded) {
      fn.unbind()
      return fn
    }
    this.#held.add(fn)
    const unbind = () => {
      this.#held.delete(fn)
      fn.unbind()
    }
    return Object.assign((...args: unknown[]) => this.call(fn, args, takeCallOptions()), {
      unbind,
      [Symbol.dispose]: unbind,
    })
  }
}
