import { createStore } from 'zustand/vanilla'
import type { TapRegistry, TapView } from './types.js'

// One list for all copies of this package that a page may have loaded.
const key = Symbol.for('iorpc.taps')
const shared = globalThis as { [key]?: TapRegistry }

/**
 * All live taps of this context, and the mirrors of those of other contexts: where a panel finds them.
 *
 * @example
 * taps.subscribe((list) => console.log(list.map((tap) => tap.name)))
 */
export const taps: TapRegistry = (shared[key] ??= createStore<readonly TapView[]>(() => []))

export function register(tap: TapView): void {
  taps.setState((list) => [...list, tap], true)
}

export function unregister(tap: TapView): void {
  taps.setState((list) => list.filter((other) => other !== tap), true)
}

/** An id that no other tap of any context has. */
export function newTapId(): string {
  const random = () => Math.floor(Math.random() * 0x100000000).toString(36)
  return `${random()}${random()}`
}
