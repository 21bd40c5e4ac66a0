import type { Verdict } from './types.js'

/** Milliseconds that an owner has to release its bindings after it was unmounted. */
export const leakGrace = 250
/** Live bindings of one function that make it a duplicate. */
export const duplicatesFrom = 3

/** What the verdict of a binding depends on. */
interface BindingFacts {
  isLive: boolean
  isLeak: boolean
  isOrphan: boolean
  isGrowing: boolean
  /** Live bindings of the same function, with this one; 1 where functions cannot be told apart. */
  sameFunction: number
  wasTrimmed: boolean
  /** When it was last called; if never, when it was made. */
  usedAt: number
}

/** @returns the heaviest verdict that applies */
export function bindingVerdict(facts: BindingFacts, time: number, idleAfter: number): Verdict | undefined {
  if (!facts.isLive) return facts.wasTrimmed ? 'TRIMMED' : undefined
  if (facts.isLeak) return 'LEAK'
  if (facts.isOrphan) return 'ORPHAN'
  if (facts.isGrowing) return 'GROWING'
  if (facts.sameFunction >= duplicatesFrom) return 'DUPLICATE'
  if (time - facts.usedAt > idleAfter) return 'IDLE'
  return undefined
}

/** What the verdict of a group depends on. */
interface GroupFacts {
  live: number
  leaks: number
  orphans: number
  isGrowing: boolean
  /** Live bindings of functions that are bound at least `duplicatesFrom` times. */
  duplicates: number
  trimmed: number
  /** The latest call or creation of a member. */
  usedAt: number
}

/** Live bindings under each verdict; one binding counts once, under the heaviest. Trimmed ones are no longer live. */
export type VerdictCounts = Record<Verdict, number>

export const order: readonly Verdict[] = ['LEAK', 'ORPHAN', 'GROWING', 'DUPLICATE', 'TRIMMED', 'IDLE']

export function groupVerdicts(facts: GroupFacts, time: number, idleAfter: number): VerdictCounts {
  let rest = facts.live
  const take = (count: number) => {
    const taken = Math.min(rest, count)
    rest -= taken
    return taken
  }
  return {
    LEAK: take(facts.leaks),
    ORPHAN: take(facts.orphans),
    GROWING: facts.isGrowing ? take(rest) : 0,
    DUPLICATE: take(facts.duplicates),
    TRIMMED: facts.trimmed,
    IDLE: time - facts.usedAt > idleAfter ? take(rest) : 0,
  }
}

export function heaviest(counts: VerdictCounts): Verdict | undefined {
  return order.find((verdict) => counts[verdict] > 0)
}

/** The verdict of a group in one sentence. */
export function reasonOf(
  verdict: Verdict | undefined,
  counts: VerdictCounts,
  owner: string | undefined,
  idleAfter: number,
): string | undefined {
  if (verdict === undefined) return undefined
  const count = counts[verdict]
  const who = owner ?? 'the owner'
  const bindings = count === 1 ? '1 binding' : `${count} bindings`
  const live = count === 1 ? 'lives' : 'live'
  switch (verdict) {
    case 'LEAK':
      return `${bindings} ${live} on after ${who} was unmounted`
    case 'ORPHAN':
      return `${bindings} ${live} on, on this side only`
    case 'GROWING':
      return `${bindings} ${live}, and each round leaves more behind`
    case 'DUPLICATE':
      return `${bindings} of functions that were bound ${duplicatesFrom} times or more`
    case 'TRIMMED':
      return `${bindings} dropped because maxPendingResponses was reached`
    case 'IDLE':
      return `${bindings} not called for ${Math.round(idleAfter / 1000)} s`
  }
}
