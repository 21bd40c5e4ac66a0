import type { ReactNode } from 'react'

/** How it stands, also told to those who do not see it. */
export function Status({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'good' | 'bad'
  children: ReactNode
}) {
  return (
    <p role={kind === 'bad' ? 'alert' : 'status'} className={`status ${kind}`}>
      {children}
    </p>
  )
}
