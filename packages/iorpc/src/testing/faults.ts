import type { Packet } from '../types.js'

/** One end of a link. */
export type End = 'a' | 'b'

/**
 * What goes wrong with a packet on its way.
 *
 * - `'drop'`: it never arrives.
 * - `'duplicate'`: it arrives twice.
 * - `'reorder'`: the next packet of that direction overtakes it; without one it is only late.
 * - `{ delay }`: it, and everything behind it, arrives that many milliseconds later. The order stays.
 */
export type Fault = 'drop' | 'duplicate' | 'reorder' | { delay: number }

/**
 * Decides the fate of every packet; nothing, or `false`, lets it pass. `trip` says which end has sent the packet, and
 * how many that end has sent before.
 *
 * @example
 * const loseReplies: Faults = (packet, { from }) => from === 'b' && packet.cbId === false && 'drop'
 */
export type Faults = (packet: Packet, trip: { from: End; index: number }) => Fault | false | undefined

/** How likely each fault is. */
export interface FaultChances {
  /** The same seed makes the same faults for the same packets. */
  seed: number
  /** Chance from 0 to 1 that a packet is dropped. Default 0; all chances together are at most 1. */
  drop?: number
  /** Chance that a packet arrives twice. Default 0. */
  duplicate?: number
  /** Chance that a packet is overtaken. Default 0. */
  reorder?: number
  /** Chance that a packet is delayed. Default 0. */
  delay?: number
  /** Longest delay in milliseconds. Default 5. */
  maxDelay?: number
}

/**
 * Faults by chance, the same for the same seed.
 *
 * @param chances `seed`, and how likely each fault is, from 0 to 1; default 0
 *
 * @example
 * const { a, b } = linkedPairs({ faults: randomFaults({ seed: 42, drop: 0.1, reorder: 0.2 }) })
 */
export function randomFaults(chances: FaultChances): Faults {
  const { seed, drop = 0, duplicate = 0, reorder = 0, delay = 0, maxDelay = 5 } = chances
  const random = randomNumbers(seed)
  return () => {
    let left = random()
    const happens = (chance: number) => (left -= chance) < 0
    if (happens(drop)) return 'drop'
    if (happens(duplicate)) return 'duplicate'
    if (happens(reorder)) return 'reorder'
    if (happens(delay)) return { delay: random() * maxDelay }
    return undefined
  }
}

/** Numbers from 0 to 1 from a 32-bit state: a Weyl sequence, mixed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}
