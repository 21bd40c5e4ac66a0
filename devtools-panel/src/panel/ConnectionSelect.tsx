import { useFrame, usePanel, useSetting } from './context.js'

/** Pins one connection, or shows all. */
export function ConnectionSelect() {
  const { settings } = usePanel()
  const { connections } = useFrame()
  const pinned = useSetting('connection')
  const names = [...new Set(connections.map(({ tap }) => tap.name))]
  const isHere = pinned === '' || names.includes(pinned)
  return (
    <select
      className="select"
      aria-label="Connection"
      value={pinned}
      onChange={(event) => settings.setState({ connection: event.target.value })}
    >
      <option value="">
        {connections.length === 0 ? 'No connection' : `All connections (${connections.length})`}
      </option>
      {!isHere && <option value={pinned}>{pinned} (not here, showing all)</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  )
}
