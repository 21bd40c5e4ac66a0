import { type Connection } from '../../data/frame.js'
import { verdictOf, verdictWords } from '../../data/verdicts.js'
import { formatCount } from '../../ui/format.js'
import { verdictTone } from '../../ui/VerdictBadge.js'

interface VerdictSummaryProps {
  connections: readonly Connection[]
  filter: string
  onFilter(text: string): void
}

/** How many bindings have which verdict; each number filters the list. */
export function VerdictSummary({ connections, filter, onFilter }: VerdictSummaryProps) {
  const buttons = verdictWords.map((word) => {
    const verdict = verdictOf(word)
    const count = connections.reduce((sum, { state }) => sum + state.verdicts[verdict], 0)
    const asked = `verdict:${word}`
    if (count === 0 && filter !== asked) return null
    return (
      <button
        type="button"
        key={word}
        className="chip"
        data-tone={verdictTone(verdict)}
        aria-pressed={filter === asked}
        onClick={() => onFilter(filter === asked ? '' : asked)}
      >
        <b className="figure">{formatCount(count)}</b> {word}
      </button>
    )
  })
  return (
    <div className="chips" role="group" aria-label="Verdicts">
      {buttons}
    </div>
  )
}
