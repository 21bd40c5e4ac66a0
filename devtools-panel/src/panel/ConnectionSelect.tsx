import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { usePanel, useSetting } from './context.js'

/** Pins one connection, or shows all. */
export function ConnectionSelect() {
  const { frames, settings } = usePanel()
  const all = useStore(
    frames,
    useShallow(({ connections }) => connections.map(({ tap }) => tap.name)),
  )
  const pinned = useSetting('connection')
  const names = [...new Set(all)]
  const isHere = pinned === '' || names.includes(pinned)
  return (
    <select
      className="select"
      aria-label="Connection"
      value={pinned}
      onChange={(event) => settings.setState({ connection: event.target.value })}
    >
      <option value="">{all.length === 0 ? 'No connection' : `All connections (${all.length})`}</option>
      {!isHere && <option value={pinned}>{pinned} (not here, showing all)</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  )
}
