import type { BindingGroup, Verdict } from '@iorpc/tap'

/** Verdicts as the filter has them, the heaviest first. */
export const verdictWords = ['leak', 'orphan', 'growing', 'duplicate', 'trimmed', 'idle'] as const

type VerdictWord = (typeof verdictWords)[number]

export function verdictOf(word: VerdictWord): Uppercase<VerdictWord> {
  return word.toUpperCase() as Uppercase<VerdictWord>
}

/** The heaviest verdict has the lowest rank; what is fine comes last. */
export function verdictRank({ verdict }: Pick<BindingGroup, 'verdict'>): number {
  return verdict ? order.indexOf(verdict) : order.length
}

const order: readonly Verdict[] = verdictWords.map(verdictOf)
