import { useRef } from 'react'
import { useStore } from 'zustand'
import { type Connection } from '../../data/frame.js'
import { usePanel } from '../../panel/context.js'
import { type Session } from '../../panel/session.js'
import { formatTime } from '../../ui/format.js'
import { markNow } from './groupRows.js'

export function useMarks(): Session['marks'] {
  return useStore(usePanel().session, (session) => session.marks)
}

/** Marks a moment, so that the list shows what has been gained since, or until a second mark. */
export function Marks({ connections }: { connections: readonly Connection[] }) {
  const { session } = usePanel()
  const { a, b } = useMarks()
  const next = useRef<HTMLButtonElement>(null)

  function end() {
    session.setState({ marks: {} })
    next.current?.focus()
  }

  function mark() {
    const now = markNow(connections, Date.now())
    session.setState({ marks: a ? { a, b: now } : { a: now } })
  }

  return (
    <div className="chips" role="group" aria-label="Comparison">
      {a && (
        <span className="quiet">
          A {formatTime(a.time)} → {b ? `B ${formatTime(b.time)}` : 'now'}
        </span>
      )}
      {/* One button for the next step: it keeps the focus. */}
      <button type="button" className="button" ref={next} onClick={b ? end : mark}>
        {b ? 'End comparison' : a ? 'Compare B' : 'Mark A'}
      </button>
      {a && !b && (
        <button type="button" className="button" onClick={end}>
          End comparison
        </button>
      )}
    </div>
  )
}
