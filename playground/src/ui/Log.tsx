import { useCallback, useEffect, useRef, useState } from 'react'

const longest = 100

/** The latest lines, oldest first. */
export function useLog() {
  const [lines, setLines] = useState<readonly string[]>([])
  const log = useCallback((line: string) => setLines((before) => [...before, line].slice(-longest)), [])
  return { lines, log }
}

export function Log({ label, lines }: { label: string; lines: readonly string[] }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [lines])
  return (
    <div className="log">
      <h3>{label}</h3>
      {/* It scrolls, so it must be reachable with the keyboard. */}
      <ol ref={list} role="log" aria-label={label} tabIndex={0}>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </div>
  )
}
