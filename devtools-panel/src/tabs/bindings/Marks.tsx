import { useStore } from 'zustand'
import { type Connection } from '../../data/frame.js'
import { usePanel, type Session } from '../../panel/context.js'
import { formatTime } from '../../ui/format.js'
import { markNow } from './groupRows.js'

export function useMarks(): Session['marks'] {
  return useStore(usePanel().session, (session) => session.marks)
}

/** Marks a moment, so that the list shows what has been gained since, or until a second mark. */
export function Marks({ connections }: { connections: readonly Connection[] }) {
  const { session } = usePanel()
  const { a, b } = useMarks()
  const mark = () => markNow(connections, Date.now())
  return (
    <div className="chips" role="group" aria-label="Comparison">
      {!a && (
        <button type="button" className="button" onClick={() => session.setState({ marks: { a: mark() } })}>
          Mark A
        </button>
      )}
      {a && (
        <span className="quiet">
          A {formatTime(a.time)} → {b ? `B ${formatTime(b.time)}` : 'now'}
        </span>
      )}
      {a && !b && (
        <button
          type="button"
          className="button"
          onClick={() => session.setState({ marks: { a, b: mark() } })}
        >
          Compare B
        </button>
      )}
      {a && (
        <button type="button" className="button" onClick={() => session.setState({ marks: {} })}>
          End comparison
        </button>
      )}
    </div>
  )
}
