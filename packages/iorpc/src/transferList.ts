import type { TransferList } from './types.js'

type Collector = (args: unknown[], explicit: TransferList | undefined) => TransferList | undefined

/** The marks that `transfer()` has made. */
interface Marks {
  collect: Collector
  move(from: object, to: object): void
}

let marks: Marks | undefined

/** Set by the first `transfer()`: whoever never marks a value never searches for one. */
export const setMarks = (made: Marks) => void (marks = made)

/** What a packet moves: the explicit list, and those of marked values in its arguments. */
export const transferListOf: Collector = (args, explicit) =>
  marks ? marks.collect(args, explicit) : explicit

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
  marks?.move(from, to)
}
