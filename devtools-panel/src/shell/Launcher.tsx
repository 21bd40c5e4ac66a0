import { useEffect, useRef } from 'react'
import { type DockPosition } from '../settings.js'

export interface LauncherProps {
  position: DockPosition
  /** The panel's code is on its way. */
  loading: boolean
  problem: string | undefined
  /** Take the focus: the panel has just been closed. */
  autoFocus: boolean
  onOpen(): void
}

/** The floating button that opens the panel. */
export function Launcher({ position, loading, problem, autoFocus, onOpen }: LauncherProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (autoFocus) button.current?.focus({ preventScroll: true })
  }, [autoFocus])
  return (
    <div className="launcher" data-position={position}>
      {problem && <p role="alert">{problem}</p>}
      <button
        type="button"
        ref={button}
        aria-label="Open ioRPC devtools"
        aria-expanded={false}
        aria-busy={loading}
        title="ioRPC devtools"
        onClick={onOpen}
      >
        <Logo />
      </button>
    </div>
  )
}

/** Two arrows that pass each other. */
function Logo() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden
    >
      <path d="M4 8.5h15m-4-4 4 4-4 4" stroke="#8aa4ff" strokeLinejoin="round" />
      <path d="M20 15.5H5m4-4-4 4 4 4" stroke="#5fd0b4" strokeLinejoin="round" />
    </svg>
  )
}
