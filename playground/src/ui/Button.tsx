import type { ReactNode } from 'react'

interface ButtonProps {
  onClick: () => void
  /** Nothing to do now. The button stays focusable, so that the keyboard keeps its place. */
  disabled?: boolean
  kind?: 'primary' | 'secondary'
  children: ReactNode
}

export function Button({ onClick, disabled = false, kind = 'secondary', children }: ButtonProps) {
  return (
    <button type="button" className={kind} aria-disabled={disabled} onClick={disabled ? undefined : onClick}>
      {children}
    </button>
  )
}
