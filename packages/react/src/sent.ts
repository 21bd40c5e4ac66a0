import type { AnyFunction, Pair } from 'iorpc'

/**
 * Functions of this side that were sent in somebody's name, to be released together.
 *
 * The references are weak: as long as one is bound the pair holds it, and what the pair has let go of, because the other
 * side has unbound it, needs no release. So a component that passes a new inline callback with every call keeps nothing.
 */
export interface Sent {
  add(ref: WeakRef<AnyFunction>, pair: Pair): void
  release(): void
}

export function createSent(): Sent {
  const entries = new Map<WeakRef<AnyFunction>, Pair>()
  let sweepAt = 0

  return {
    add(ref, pair) {
      if (entries.size > sweepAt) {
        for (const known of entries.keys()) if (!known.deref()) entries.delete(known)
        sweepAt = entries.size * 2 + 64
      }
      entries.set(ref, pair)
    },
    release() {
      for (const [ref, pair] of entries) {
        const fn = ref.deref()
        if (fn) pair.release(fn)
      }
      entries.clear()
    },
  }
}

/** What was sent in place of a function of `useRemoteCallback`, by whichever component. */
export const sentFor = new WeakMap<AnyFunction, Sent>()
