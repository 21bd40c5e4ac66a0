import { useId, type FormEvent } from 'react'
import { type Connection } from '../../data/frame.js'
import { newestRows } from '../../data/newestRows.js'
import { useShownConnections } from '../../panel/context.js'
import { formatDuration } from '../../ui/format.js'
import { Icon } from '../../ui/Icon.js'
import { parseArgs, useConsole } from './useConsole.js'

/** Calls functions of the other side by hand. */
export function ConsoleTab() {
  const id = useId()
  const connections = useShownConnections()
  const { draft, entries, edit, call } = useConsole()
  const reachable = connections.filter(({ tap, state }) => tap.controls && state.status !== 'closed')
  const chosen = reachable.find(({ tap }) => tap.id === draft.connection) ?? reachable[0]
  const parsed = parseArgs(draft.args)
  const problem = 'problem' in parsed ? parsed.problem : undefined
  const names = chosen ? calledNames(chosen) : []

  function run(event: FormEvent) {
    event.preventDefault()
    if (chosen && 'args' in parsed && draft.name !== '') call(chosen.tap, parsed.args)
  }

  if (!chosen) {
    return (
      <div className="tab">
        <div className="grid-frame">
          <div className="empty">
            <p>No open connection can be called from here. Those of other contexts can only be watched.</p>
          </div>
        </div>
      </div>
    )
  }
  return (
    <div className="tab">
      <form className="form" aria-label="Call a function" onSubmit={run}>
        <div className="field">
          <label htmlFor={`${id}-connection`}>Call on</label>
          <select
            id={`${id}-connection`}
            className="select"
            value={chosen.tap.id}
            onChange={(event) => edit({ connection: event.target.value })}
          >
            {reachable.map(({ tap }) => (
              <option key={tap.id} value={tap.id}>
                {tap.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-name`}>Function</label>
          <input
            id={`${id}-name`}
            className="input"
            list={`${id}-names`}
            autoComplete="off"
            spellCheck={false}
            required
            value={draft.name}
            onChange={(event) => edit({ name: event.target.value })}
          />
          <datalist id={`${id}-names`}>
            {names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <div className="field wide">
          <label htmlFor={`${id}-args`}>Arguments, as JSON values</label>
          <input
            id={`${id}-args`}
            className="input"
            autoComplete="off"
            spellCheck={false}
            placeholder='1, "text", {"key": true}'
            aria-invalid={problem !== undefined}
            aria-describedby={problem && `${id}-problem`}
            value={draft.args}
            onChange={(event) => edit({ args: event.target.value })}
          />
        </div>
        <button type="submit" className="button" data-tone="primary" disabled={problem !== undefined}>
          <Icon name="play" size={14} /> Call
        </button>
        {problem && (
          <p id={`${id}-problem`} className="problem wide" role="status">
            {problem}
          </p>
        )}
      </form>
      <ul className="results" aria-label="Results" aria-live="polite" tabIndex={0}>
        {entries.map((entry) => (
          <li key={entry.key}>
            <div className="asked">
              <code>
                {entry.on}.{entry.name}({entry.args})
              </code>
              <span className="quiet figure">
                {entry.duration === undefined ? 'waiting' : formatDuration(entry.duration)}
              </span>
            </div>
            {entry.outcome !== 'waiting' && (
              <pre className={entry.outcome === 'rejected' ? 'failed' : ''}>{entry.text}</pre>
            )}
            <button
              type="button"
              className="link"
              aria-label={`edit and repeat ${entry.name}`}
              onClick={() => edit({ connection: entry.connection, name: entry.name, args: entry.args })}
            >
              edit and repeat
            </button>
          </li>
        ))}
        {entries.length === 0 && (
          <li className="quiet">Results appear here. The call is real: the other side runs it.</li>
        )}
      </ul>
    </div>
  )
}

/** Functions of the other side that were called lately. */
function calledNames(connection: Connection): string[] {
  const names = new Set<string>()
  for (const { record } of newestRows([connection], (state) => state.calls)) {
    if (record.direction === 'out' && record.kind === 'call') names.add(record.name)
  }
  return [...names]
}
