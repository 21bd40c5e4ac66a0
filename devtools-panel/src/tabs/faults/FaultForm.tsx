import type { Faults, TapControls } from '@iorpc/tap'
import { useId, useReducer, useState } from 'react'
import { notify, usePanel } from '../../panel/context.js'

interface FaultFormProps {
  name: string
  isClosed: boolean
  controls: TapControls
}

/** Shares are written in percent. */
const fields: readonly { key: keyof Faults; label: string; most: number; unit: number }[] = [
  { key: 'delay', label: 'Delay, ms', most: 60_000, unit: 1 },
  { key: 'drop', label: 'Drop packets, %', most: 100, unit: 100 },
  { key: 'duplicate', label: 'Duplicate packets, %', most: 100, unit: 100 },
  { key: 'reject', label: 'Reject calls, %', most: 100, unit: 100 },
]

/** The faults of one connection. A change of a running fault counts at once. */
export function FaultForm({ name, isClosed, controls }: FaultFormProps) {
  const id = useId()
  const panel = usePanel()
  // Another panel may have changed them.
  const active = controls.faults()
  const [draft, setDraft] = useState<Faults>(active ?? {})
  const [, renderAgain] = useReducer((count: number) => count + 1, 0)
  const faults = active ?? draft
  const isNothing = Object.values(faults).every((value) => !value)

  function inject(next: Faults | undefined) {
    controls.setFaults(next)
    renderAgain()
  }

  function change(key: keyof Faults, value: number) {
    const next = { ...faults, [key]: value }
    setDraft(next)
    if (active) inject(next)
  }

  return (
    <fieldset className="fault" data-active={active !== undefined} disabled={isClosed}>
      <legend title={name}>{name}</legend>
      <div className="fields">
        {fields.map(({ key, label, most, unit }) => (
          <div className="field" key={key}>
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <input
              id={`${id}-${key}`}
              className="input"
              type="number"
              min={0}
              max={most}
              step={1}
              value={Math.round((faults[key] ?? 0) * unit)}
              onChange={(event) => {
                const value = event.target.valueAsNumber
                change(key, Number.isFinite(value) ? Math.min(most, Math.max(0, value)) / unit : 0)
              }}
            />
          </div>
        ))}
      </div>
      <div className="actions">
        {active ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              setDraft(faults)
              inject(undefined)
            }}
          >
            End faults
          </button>
        ) : (
          <button type="button" className="button" disabled={isNothing} onClick={() => inject(faults)}>
            Inject faults
          </button>
        )}
        <button
          type="button"
          className="button"
          data-tone="danger"
          onClick={() => {
            controls.close()
            notify(panel, `${name} is closed.`)
          }}
        >
          Close connection
        </button>
      </div>
      {isClosed ? (
        <p className="quiet">This connection is closed.</p>
      ) : (
        active && <p className="on">Faults are on.</p>
      )}
    </fieldset>
  )
}
