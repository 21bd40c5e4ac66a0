interface ProgressProps {
  label: string
  /** 0 to 1. */
  done: number
  /** The state in words, such as `12 of 168 chunks`. */
  text: string
}

export function Progress({ label, done, text }: ProgressProps) {
  return (
    <div className="progress">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
        aria-valuetext={text}
      >
        <div style={{ scale: `${done} 1` }} />
      </div>
      <span aria-hidden="true">{text}</span>
    </div>
  )
}
