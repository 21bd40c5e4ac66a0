import type { TransferList } from './types.js'

type Collector = (args: unknown[], explicit: TransferList | undefined) => TransferList | undefined

let collector: Collector | undefined

/** Set by the first `transfer()`: whoever never marks a value never searches for one. */
export const setCollector = (collect: Collector) => void (collector = collect)

/** What a packet moves: the explicit list, and those of marked values in its arguments. */
export const transferListOf: Collector = (args, explicit) =>
  collector ? collector(args, explicit) : explicit
