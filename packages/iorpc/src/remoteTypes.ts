// How the types of an API change when it is used from the other side.

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the widest function type has no other spelling
export type AnyFunction = (...args: any[]) => unknown

/** The API of a pair that was given no types. */
export type UntypedApi = { [name: string]: (...args: unknown[]) => unknown }

/** Gives up a function of the other side. */
export interface Unbindable {
  /** Tells the other side that this function will not be called again. Later calls of it reject. */
  unbind(): void
  /** The same, for `using fn = await remote.getFunction()`. */
  [Symbol.dispose](): void
}

/**
 * A function of the other side: it returns a promise and can be given up.
 *
 * @example
 * const local = {
 *   async count(to: number, onStep: RemoteFunction<(n: number) => void>) {
 *     for (let n = 1; n <= to; n++) await onStep(n)
 *     onStep.unbind()
 *   },
 * }
 */
export type RemoteFunction<F extends AnyFunction> = RemoteCall<F> & Unbindable

/**
 * An API as its caller sees it: functions return promises, callbacks in arguments are plain functions, functions
 * in results are `RemoteFunction`s. Whatever is no function is left out.
 */
export type Remote<Api> = RemoteMethods<Api> & {
  /** The same functions, fire and forget: nothing comes back, not even an error. */
  readonly noWait: NoWait<Api>
}

/** An API as its implementer sees it: functions in arguments are `RemoteFunction`s. */
export type Local<Api> = {
  [K in keyof Api]: Api[K] extends AnyFunction ? LocalMethod<Api[K]> : Api[K]
}

/** A value whose type cannot cross to another context. */
export interface CannotCross<Reason extends string> {
  readonly __cannotCross: Reason
}

/** Names that are never calls: promises, serialisers, inspectors and React ask for them. */
type InertName = 'then' | 'toJSON' | 'noWait'

type CallableName<Api> = {
  [K in keyof Api]: K extends symbol | InertName ? never : Api[K] extends AnyFunction ? K : never
}[keyof Api]

type RemoteMethods<Api> = { readonly [K in CallableName<Api>]: RemoteCall<Extract<Api[K], AnyFunction>> }

type NoWait<Api> = {
  readonly [K in CallableName<Api>]: Api[K] extends (...args: infer A) => unknown
    ? (...args: Sent<A>) => void
    : never
}

/** Left alone where nothing would change, which keeps generics and overloads of asynchronous functions. */
type RemoteCall<F extends AnyFunction> = F extends (...args: infer A) => Promise<infer R>
  ? HasFunction<A> extends false
    ? HasFunction<R> extends false
      ? (...args: Parameters<F>) => ReturnType<F>
      : MapOverloads<F>
    : MapOverloads<F>
  : MapOverloads<F>

// An overload list shorter than four repeats its first signature, which does no harm.
type MapOverloads<F> = F extends {
  (...args: infer A1): infer R1
  (...args: infer A2): infer R2
  (...args: infer A3): infer R3
  (...args: infer A4): infer R4
}
  ? MapCall<A1, R1> & MapCall<A2, R2> & MapCall<A3, R3> & MapCall<A4, R4>
  : F extends (...args: infer A) => infer R
    ? MapCall<A, R>
    : never

type MapCall<A, R> = A extends unknown[] ? (...args: Sent<A>) => Promise<Received<Awaited<R>>> : never

type LocalMethod<F extends AnyFunction> = F extends (...args: infer A) => infer R
  ? HasFunction<A> extends false
    ? F
    : (...args: ReceivedTuple<A>) => R
  : never

/** A value on its way out: callbacks may be synchronous or not, and get what arrives from the other side. */
type Sent<T> = T
type Received<T> = T
type ReceivedTuple<T extends unknown[]> = T
type HasFunction<T> = T extends AnyFunction ? true : false
