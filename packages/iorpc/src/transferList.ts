import type { TransferList } from './types.js'

type Collector = (args: unknown[], explicit: TransferList | undefined) => TransferList | undefined

let collector: Collector | undefined
let mover: ((from: object, to: object) => void) | undefined

/** Set by the first `transfer()`: whoever never marks a value never searches for one. */
export function setMarks(collect: Collector, move: typeof mover): void {
  collector = collect
  mover = move
}

/** What a packet moves: the explicit list, and those of marked values in its arguments. */
export const transferListOf: Collector = (args, explicit) =>
  collector ? collector(args, explicit) : explicit

/**
 * For whoever wraps a remote and sends a copy in the place of a value: what `transfer` has marked the value with becomes
 * the mark of the copy.
 *
 * @param from the value, marked or not
 * @param to its copy
 *
 * @example
 * const copy = { ...value }
 * moveTransfer(value, copy)
 * await remote.render(copy)
 */
export function moveTransfer(from: object, to: object): void {
  mover?.(from, to)
}
