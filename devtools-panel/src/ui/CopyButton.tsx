import { useState } from 'react'
import { copyText } from './copyText.js'
import { Icon } from './Icon.js'

interface CopyButtonProps {
  label: string
  /** Made when it is wanted. */
  text(): string
}

const icons = { idle: 'copy', copied: 'ok', refused: 'warning' } as const
const words = { idle: '', copied: 'Copied.', refused: 'The browser did not allow it.' }

/** Copies, and says so without changing its size: nothing moves away under the pointer. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<keyof typeof icons>('idle')
  return (
    <button
      type="button"
      className="button"
      title={words[outcome] || undefined}
      onClick={(event) => {
        copyText(text(), event.currentTarget).then(
          () => setOutcome('copied'),
          () => setOutcome('refused'),
        )
      }}
      onBlur={() => setOutcome('idle')}
    >
      <Icon name={icons[outcome]} size={14} />
      {label}
      <span className="hidden" role="status">
        {words[outcome]}
      </span>
    </button>
  )
}
