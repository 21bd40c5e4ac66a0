import type { OtherSide, SideIds } from './otherSide.js'
import type { TapView } from './types.js'

/** What two taps of one connection need to know of each other. */
interface Side {
  ids(): SideIds
  compare(other: OtherSide): void
}

const sides = new WeakMap<TapView, Side>()

export function addSide(tap: TapView, side: Side): void {
  sides.set(tap, side)
}

/** @returns `undefined` for a tap that does not run here */
export function sideOf(tap: TapView): Side | undefined {
  return sides.get(tap)
}
