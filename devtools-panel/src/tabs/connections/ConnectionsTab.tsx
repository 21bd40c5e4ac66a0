import { useState } from 'react'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { useFrame, useShownConnections } from '../../panel/context.js'
import { VirtualGrid } from '../../ui/VirtualGrid.js'
import { NoConnection } from '../NoConnection.js'
import { connectionColumns } from './connectionColumns.js'
import { ConnectionDetail } from './ConnectionDetail.js'
import { connectionVocabulary } from './connectionFields.js'
import { SessionFiles } from './SessionFiles.js'

/** Every connection: its state, its numbers, and what it has dropped. */
export function ConnectionsTab() {
  const all = useShownConnections()
  const { now } = useFrame()
  const [filter, setFilter] = useFilter('connections', connectionVocabulary)
  const connections = all.filter(filter.matches)
  const [selected, setSelected] = useState<string>()
  const [isDismissed, setDismissed] = useState(false)
  const byId = connections.findIndex(({ tap }) => tap.id === selected)
  const index = byId >= 0 ? byId : isDismissed ? -1 : 0
  const shown = connections[index]

  function dismiss() {
    setSelected(undefined)
    setDismissed(true)
  }

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox
          filter={filter}
          vocabulary={connectionVocabulary}
          samples={() => all}
          onChange={setFilter}
        />
        <SessionFiles />
      </div>
      <div className="split">
        <VirtualGrid
          label="Connections"
          columns={connectionColumns}
          rows={{ length: connections.length, offset: 0, at: (place) => connections[place] }}
          rowHeight={30}
          selected={shown && index}
          onSelect={(_, { tap }) => setSelected(tap.id)}
          onDismiss={dismiss}
          empty={all.length > 0 ? <p>No connection matches the filter.</p> : <NoConnection />}
        />
        {shown && <ConnectionDetail key={shown.tap.id} connection={shown} now={now} onClose={dismiss} />}
      </div>
    </div>
  )
}
