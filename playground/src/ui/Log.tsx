import { useCallback, useEffect, useRef, useState } from 'react'

const longest = 100

/** The latest lines, oldest first. */
export function useLog() {
  const [lines, setLines] = useState<readonly string[]>([])
  const log = useCallback((line: string) => setLines((before) => [...before, line].slice(-longest)), [])
  return { lines, log }
}

interface LogProps {
  label: string
  lines: readonly string[]
  /** Stands where no line is. */
  empty: string
}

export function Log({ label, lines, empty }: LogProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [lines])
  return (
    <div className="log">
      <h3>{label}</h3>
      {lines.length === 0 && <p className="slot">{empty}</p>}
      {/* It scrolls, so it must be reachable with the keyboard. */}
      <div ref={list} role="log" aria-label={label} tabIndex={0}>
        {lines.map((line, index) => (
          <div key={index}>{line}</div>
        ))}
      </div>
    </div>
  )
}
