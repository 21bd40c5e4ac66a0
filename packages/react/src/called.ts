import type { AnyFunction, Remote } from 'iorpc'

/** A function as it is called from the other side. */
export type Called<F extends AnyFunction> =
  Remote<{ f: F }> extends { f: infer C extends AnyFunction } ? C : never
