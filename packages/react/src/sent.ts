import type { AnyFunction, Pair } from 'iorpc'

/**
 * Functions of this side that were sent in somebody's name, to be released together.
 *
 * The references are weak: as long as one is bound the pair holds it, and what the pair has let go of, because the other
 * side has unbound it, needs no release. So a component that passes a new inline callback with every call keeps nothing.
 */
export class Sent {
  #known = new WeakSet<AnyFunction>()
  #entries = new Map<WeakRef<AnyFunction>, Pair>()
  #sweepAt = 64

  add(fn: AnyFunction, pair: Pair): void {
    if (this.#known.has(fn)) return
    this.#known.add(fn)
    if (this.#entries.size >= this.#sweepAt) this.#sweep()
    this.#entries.set(new WeakRef(fn), pair)
  }

  release(): void {
    for (const [ref, pair] of this.#entries) {
      const fn = ref.deref()
      if (fn) pair.release(fn)
    }
    this.#entries.clear()
    this.#known = new WeakSet()
  }

  #sweep(): void {
    for (const ref of this.#entries.keys()) if (!ref.deref()) this.#entries.delete(ref)
    this.#sweepAt = Math.max(64, this.#entries.size * 2)
  }
}
