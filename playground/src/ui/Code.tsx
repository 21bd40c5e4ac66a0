import { useState } from 'react'
import { highlight } from './highlight.js'
import { regionOf } from './region.js'

export interface CodeProps {
  /** Name of the file, as a heading. */
  file: string
  /** The whole file, imported with `?raw`: what is shown is what runs. */
  source: string
  /** Whether it can be read without opening it. */
  initialIsOpen: boolean
}

/** The essential part of a source file, to read and to copy. */
export function Code({ file, source, initialIsOpen }: CodeProps) {
  const [isOpen, setIsOpen] = useState(initialIsOpen)
  const [copied, setCopied] = useState<'Copied' | 'Not allowed'>()
  const code = regionOf(source)

  async function copy() {
    const outcome = await navigator.clipboard.writeText(code).then(
      () => 'Copied' as const,
      () => 'Not allowed' as const,
    )
    setCopied(outcome)
    setTimeout(() => setCopied(undefined), 2000)
  }

  return (
    <figure className="code" data-open={isOpen}>
      <figcaption>
        <button
          type="button"
          className="disclosure"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {file}
        </button>
        <button type="button" className="quiet" onClick={() => void copy()} aria-label={`Copy ${file}`}>
          <span aria-live="polite">{copied ?? 'Copy'}</span>
        </button>
      </figcaption>
      {isOpen && (
        // It scrolls, so it must be reachable with the keyboard.
        <pre tabIndex={0} role="group" aria-label={`Code of ${file}`}>
          <code>
            {highlight(code).map(({ kind, text }, index) =>
              kind ? (
                <span key={index} className={`code-${kind}`}>
                  {text}
                </span>
              ) : (
                text
              ),
            )}
          </code>
        </pre>
      )}
    </figure>
  )
}
