import { useState } from 'react'
import { copyText } from './copyText.js'
import { Icon } from './Icon.js'

interface CopyButtonProps {
  label: string
  /** Made when it is wanted. */
  text(): string
}

/** Copies and says so in its own label. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  return (
    <button
      type="button"
      className="button"
      onClick={(event) => {
        copyText(text(), event.currentTarget).then(
          () => setOutcome('copied'),
          () => setOutcome('refused'),
        )
      }}
      onBlur={() => setOutcome(undefined)}
    >
      <Icon name={outcome === 'copied' ? 'ok' : 'copy'} size={14} />
      <span aria-live="polite">
        {outcome === undefined ? label : outcome === 'copied' ? 'Copied' : 'The browser refused'}
      </span>
    </button>
  )
}
