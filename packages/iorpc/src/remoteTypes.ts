// How the types of an API change when it is used from the other side.
//
// A function has two views. Who calls it from the other side sees `Called`: plain callbacks go in, a promise comes out.
// Who implements it for the other side sees `Implemented`: `RemoteFunction`s come in, a value or a promise goes out.
// Arguments and results change views: what one side gives, the other one receives.

/** Any function: the constraint of type parameters. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the widest function type has no other spelling
export type AnyFunction = (...args: any[]) => unknown

/** The API of a pair that was given no types. Its functions take and return `unknown`. */
export type UntypedApi = { [name: string]: UntypedFunction }

// A method's parameters may be annotated by who implements it; those of a function property may not.
type UntypedFunction = { method(...args: unknown[]): unknown }['method']

/** Gives up a function of the other side. */
export interface Unbindable extends Record<DisposeSymbol, () => void> {
  /** Tells the other side that this function will not be called again. Later calls of it reject. */
  unbind(): void
}

/** `Symbol.dispose`, for `using fn = await remote.getFunction()`; nothing where the library types do not know it. */
type DisposeSymbol = SymbolConstructor extends { readonly dispose: infer Dispose extends symbol }
  ? Dispose
  : never

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
export type RemoteFunction<F extends AnyFunction> = Called<F> & Unbindable

/**
 * An API as its caller sees it: functions return promises, callbacks in arguments are plain functions, synchronous or
 * not, and functions in results are `RemoteFunction`s. Whatever is no function is left out. `Api` may be a contract or
 * the type of its implementation.
 *
 * An argument or result that cannot be sent has the type `CannotCross<Reason>`. Maps, sets, dates, binaries and other
 * values that are cloned as a whole stay as they are; so do instances of classes with a private or protected member,
 * by which a class is told from an object of functions.
 *
 * Up to four overloads are kept. Type parameters are kept where nothing has to change: on functions that return a
 * promise, take no functions but listeners, which return nothing, and give no functions but `RemoteFunction`s. Elsewhere
 * their constraint, or `unknown`, takes their place: declare generic functions as asynchronous.
 *
 * @example
 * interface WorkerApi {
 *   resize(image: Blob, onProgress?: (done: number) => void): Blob
 * }
 * // resize(image: Blob, onProgress?: (done: number) => void): Promise<Blob>
 * const { remote } = pair<WorkerApi>(workerTransport(worker))
 */
export type Remote<Api> = RemoteMethods<Api> & NoWait<Api>

/**
 * An API as its implementer sees it: functions in arguments are `RemoteFunction`s, and every function may be
 * synchronous or not, whichever the contract says.
 */
export type Local<Api> = {
  [Name in keyof Api]: Api[Name] extends AnyFunction | undefined ? ImplementedOr<Api[Name]> : Api[Name]
}

/** Stands where a value cannot cross to another context. Nothing is assignable to it; `Reason` says why. */
export interface CannotCross<Reason extends string> {
  readonly [cannotCross]: Reason
}

declare const cannotCross: unique symbol

interface NoWait<Api> {
  /** The same functions, fire and forget: nothing comes back, not even an error. */
  readonly noWait: NoWaitMethods<Api>
}

/** Names that are never calls, see inert.ts. */
type InertName =
  | 'noWait'
  | 'then'
  | 'toJSON'
  | 'asymmetricMatch'
  | 'nodeType'
  | 'prototype'
  | '_isMockFunction'
  | '__esModule'
  | 'iorpcUnbind'
  | 'iorpcThrowError'
  | `$$${string}`
  | `@@${string}`
  | keyof typeof Object.prototype

type MethodName<Api, Name extends keyof Api> = Name extends symbol | InertName
  ? never
  : [Extract<Api[Name], AnyFunction>] extends [never]
    ? never
    : Name

// The remote of an `any` is `any`.
type RemoteMethods<Api> = 0 extends 1 & Api
  ? Api
  : string extends keyof Api
    ? { readonly [Name in keyof Api]: Called<Extract<Api[Name], AnyFunction>> } & NotThenable
    : { readonly [Name in keyof Api as MethodName<Api, Name>]-?: Called<Extract<Api[Name], AnyFunction>> }

type NoWaitMethods<Api> = string extends keyof Api
  ? { readonly [Name in keyof Api]: Unwaited<Extract<Api[Name], AnyFunction>> } & NotThenable
  : { readonly [Name in keyof Api as MethodName<Api, Name>]-?: Unwaited<Extract<Api[Name], AnyFunction>> }

/** Where every name is a function, `then` must not be: the remote would pass for a promise. */
interface NotThenable {
  readonly then?: undefined
}

type Called<F extends AnyFunction> =
  Signatures<F> extends infer S extends SignatureList
    ? IsUnchangedCall<F, S> extends true
      ? F
      : Overloads<S, 'called'>
    : never

type Implemented<F extends AnyFunction> =
  Signatures<F> extends infer S extends SignatureList
    ? KeepsSignatures<F, S> extends true
      ? F
      : Overloads<S, 'implemented'>
    : never

type ImplementedOr<F> = F extends AnyFunction ? Implemented<F> : F

type Unwaited<F extends AnyFunction> =
  Signatures<F> extends infer S extends SignatureList ? Overloads<S, 'unwaited'> : never

/** All signatures return promises, none takes or returns anything that changes, and none wants a `this`. */
type IsUnchangedCall<F, S extends SignatureList> = [
  | Exclude<S[number][1], Promise<unknown>>
  | Changing<WithoutListeners<S[number][0]>>
  | Changing<Exclude<Awaited<S[number][1]>, Unbindable>>,
] extends [never]
  ? [S[number][1]] extends [never]
    ? false
    : unknown extends ThisParameterType<F>
      ? true
      : false
  : false

/** A plain function that returns nothing, and takes nothing that changes, has the same type on both sides. */
type WithoutListeners<Args extends unknown[]> = {
  [I in keyof Args]: Args[I] extends infer Arg
    ? Arg extends (...args: infer A) => infer Result
      ? [keyof Arg | Changing<A>, Same<Result, void>] extends [never, true]
        ? never
        : Arg
      : Arg
    : never
}

// A function is left alone if its signatures do not say all of it, for then it has type parameters, or if it takes
// and returns anything. What has properties of its own, such as `unbind`, is only wanted as a function.
type KeepsSignatures<F, S extends SignatureList> = [keyof F | ChangingSignature<S[number]>] extends [never]
  ? [unknown[], unknown] extends S[3]
    ? true
    : Overloads<S, 'plain'> extends F
      ? false
      : true
  : false

type Signature = [args: unknown[], result: unknown]
type SignatureList = [Signature, Signature, Signature, Signature]
type ChangingSignature<S extends Signature> = Changing<S[0]> | Changing<Awaited<S[1]>>

// A list of overloads that is shorter than four repeats its first one; equal members of an intersection are one.
type Signatures<F> = F extends {
  (...args: infer A1): infer R1
  (...args: infer A2): infer R2
  (...args: infer A3): infer R3
  (...args: infer A4): infer R4
}
  ? [[A1, R1], [A2, R2], [A3, R3], [A4, R4]]
  : never

// Conditional, so that what is shown in an editor is the functions and not this alias.
type Overloads<S extends SignatureList, View extends keyof Views<[], unknown>> = S extends [
  infer S1 extends Signature,
  infer S2 extends Signature,
  infer S3 extends Signature,
  infer S4 extends Signature,
]
  ? Views<S1[0], S1[1]>[View] &
      Views<S2[0], S2[1]>[View] &
      Views<S3[0], S3[1]>[View] &
      Views<S4[0], S4[1]>[View]
  : never

interface Views<Args extends unknown[], Result> {
  plain: (...args: Args) => Result
  called: (...args: List<Args, 'sent'>) => Promise<Crossed<Awaited<Result>, 'received'>>
  implemented: (...args: List<Args, 'received'>) => Given<Crossed<Awaited<Result>, 'sent'>>
  unwaited: (...args: List<Args, 'sent'>) => void
}

// For `void` that is anything, as everywhere in TypeScript.
type Given<Result> = Same<Result, void> extends true ? Result : Result | Promise<Result>

type Same<A, B> = [A, B] extends [B, A] ? true : false

type Direction = 'sent' | 'received'

type List<Args extends unknown[], D extends Direction> = [Changing<Args>] extends [never]
  ? Args
  : { [I in keyof Args]: Crossed<Args[I], D> }

/** A value on its way to the other side, or as it arrives. The same type where nothing in it changes. */
type Crossed<T, D extends Direction> = [Changing<T>] extends [never] ? T : CrossedPart<T, D>

type CrossedPart<T, D extends Direction> = T extends Unchanged
  ? T
  : T extends AnyFunction
    ? D extends 'sent'
      ? Implemented<T>
      : T extends Unbindable
        ? T
        : RemoteFunction<T>
    : Refused<T> extends infer Reason extends string
      ? [Reason] extends [never]
        ? T extends Host<'Function'>
          ? CrossedPart<AnyFunction, D>
          : IsClassInstance<T> extends true
            ? T
            : { [K in keyof T]: K extends symbol ? T[K] : Crossed<T[K], D> }
        : CannotCross<Reason>
      : never

/**
 * `never` if `T` is the same on both sides. Looks six levels deep: recursive types end there, and so do functions that
 * stand deeper, which are then left as they are.
 */
type Changing<T, Depth extends unknown[] = []> = 0 extends 1 & T
  ? never
  : Depth['length'] extends 6
    ? never
    : T extends Unchanged
      ? never
      : T extends AnyFunction
        ? true
        : [Refused<T>] extends [never]
          ? T extends readonly unknown[]
            ? Changing<T[number], [...Depth, unknown]>
            : T extends object
              ? IsClassInstance<T> extends true
                ? never
                : {
                    [K in keyof T]-?: K extends symbol ? never : Changing<T[K], [...Depth, unknown]>
                  }[keyof T]
              : never
          : true

/** Why values of the type cannot be sent, `never` if they can. */
type Refused<T> = T extends symbol
  ? 'a symbol cannot cross to another context'
  : T extends PromiseLike<unknown>
    ? 'a promise cannot cross to another context: await it first'
    : T extends WeakMap<WeakKey, unknown>
      ? 'a WeakMap cannot cross to another context'
      : T extends WeakSet<WeakKey>
        ? 'a WeakSet cannot cross to another context'
        : T extends WeakRef<WeakKey>
          ? 'a WeakRef cannot cross to another context'
          : T extends abstract new (...args: never) => unknown
            ? 'a class cannot cross to another context: send a function that makes its instances'
            : T extends Host<'Event'>
              ? 'an event cannot cross to another context: send the values that are needed of it'
              : T extends Host<'AbortSignal'>
                ? 'a signal cannot cross to another context: use withOptions(remote, { signal }) and this.signal'
                : T extends Host<'EventTarget'>
                  ? 'a DOM node, worker or other EventTarget cannot cross to another context'
                  : T extends Host<'URL' | 'Headers' | 'FormData'>
                    ? 'a URL, Headers or FormData cannot cross to another context: send its text or entries'
                    : T extends Host<'Request' | 'Response'>
                      ? 'a Request or Response cannot cross to another context: send its body and what else is needed of it'
                      : T extends AnyIterator
                        ? 'an iterator cannot cross to another context: send an array, or call a callback with each value'
                        : never

type AnyIterator = IterableIterator<unknown, unknown, never> | AsyncIterableIterator<unknown, unknown, never>

/** A class is told from an object of functions by its private or protected members: no mapped type has them. */
type IsClassInstance<T> = { [K in keyof T]: T[K] } extends T ? false : true

/** Values with methods that are cloned or moved as a whole. */
type Unchanged =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | RegExp
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ArrayBuffer
  | SharedArrayBuffer
  | ArrayBufferView
  | Host<
      | 'Blob'
      | 'FileList'
      | 'FileSystemHandle'
      | 'DOMMatrixReadOnly'
      | 'DOMPointReadOnly'
      | 'DOMQuad'
      | 'DOMRectReadOnly'
      | 'MessagePort'
      | 'ImageBitmap'
      | 'OffscreenCanvas'
      | 'ReadableStream'
      | 'WritableStream'
      | 'TransformStream'
      | 'VideoFrame'
      | 'AudioData'
      | 'RTCDataChannel'
    >

/** Instances of a class that only some platforms have; `never` where the types do not know it. */
type Host<Name extends string> = Name extends unknown
  ? typeof globalThis extends { [N in Name]: { prototype: infer Instance } }
    ? unknown extends Instance
      ? never
      : Instance
    : never
  : never
