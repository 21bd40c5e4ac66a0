import { useMemo, useState } from 'react'
import { createLogView } from '../../data/logView.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { useShownConnections } from '../../panel/context.js'
import { formatCount, plural } from '../../ui/format.js'
import { VirtualGrid } from '../../ui/VirtualGrid.js'
import { packetColumns } from './packetColumns.js'
import { PacketDetail } from './PacketDetail.js'
import { packetVocabulary, type PacketRow } from './packetFields.js'
import { samplePackets } from './samplePackets.js'

/** Every packet that has passed, the newest last. */
export function PacketsTab() {
  const connections = useShownConnections()
  const [filter, setFilter] = useFilter('packets', packetVocabulary)
  const [selected, setSelected] = useState<{ number: number; row: PacketRow; filter: string }>()
  const view = useMemo(
    () => createLogView((state) => state.packets, filter.isEmpty ? undefined : filter.matches),
    [filter],
  )
  const rows = useMemo(() => view.update(connections), [view, connections])
  const recorded = connections.reduce((sum, { state }) => sum + state.packets.length, 0)

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox
          filter={filter}
          vocabulary={packetVocabulary}
          samples={(key) => samplePackets(connections, key)}
          onChange={setFilter}
        />
        <span className="quiet figure">
          {filter.isEmpty
            ? plural(recorded, 'packet')
            : `${formatCount(rows.length)} of ${plural(recorded, 'packet')}`}
        </span>
      </div>
      <div className="split">
        <VirtualGrid
          key={filter.text}
          label="Packets"
          columns={packetColumns(connections.length > 1)}
          rows={rows}
          selected={selected?.filter === filter.text ? selected.number : undefined}
          onSelect={(number, row) => setSelected({ number, row, filter: filter.text })}
          onDismiss={() => setSelected(undefined)}
          follow
          rowTone={(row) => (row.record.kind === 'error' ? 'error' : undefined)}
          empty={
            recorded === 0 ? (
              <p>No packets yet. They appear here as they pass.</p>
            ) : (
              <p>None of the {plural(recorded, 'packet')} matches the filter.</p>
            )
          }
        />
        {selected && <PacketDetail row={selected.row} onClose={() => setSelected(undefined)} />}
      </div>
    </div>
  )
}
