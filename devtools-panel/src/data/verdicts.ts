/** Verdicts as the filter has them, the heaviest first. */
export const verdictWords = ['leak', 'orphan', 'growing', 'duplicate', 'trimmed', 'idle'] as const

type VerdictWord = (typeof verdictWords)[number]

export function verdictOf(word: VerdictWord): Uppercase<VerdictWord> {
  return word.toUpperCase() as Uppercase<VerdictWord>
}
