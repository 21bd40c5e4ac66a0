import type { PairObserver } from './types.js'

type Event<Name extends keyof PairObserver> = Parameters<NonNullable<PairObserver[Name]>>[0]

export type Emit = <Name extends keyof PairObserver>(name: Name, event: Event<Name>) => void

/** Tells the observer. It misses an event in which it fails: watching never changes what is watched. */
export const emitTo =
  (observer: PairObserver): Emit =>
  (name, event) => {
    try {
      observer[name]?.(event as never)
    } catch {
      // Contained.
    }
  }
