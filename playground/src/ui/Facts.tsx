import type { ReactNode } from 'react'

/** Numbers with their names, live. */
export function Facts({ label, facts }: { label: string; facts: Readonly<Record<string, ReactNode>> }) {
  return (
    <dl className="facts" aria-label={label}>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
