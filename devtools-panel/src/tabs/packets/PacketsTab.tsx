import type { PacketRecord, TapState } from '@iorpc/tap'
import { useState } from 'react'
import { type Rows } from '../../data/logView.js'
import { newestRows } from '../../data/newestRows.js'
import { useLogRows } from '../../data/useLogRows.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { useShownConnections } from '../../panel/context.js'
import { formatCount, plural } from '../../ui/format.js'
import { VirtualGrid } from '../../ui/VirtualGrid.js'
import { packetColumns } from './packetColumns.js'
import { PacketDetail } from './PacketDetail.js'
import { packetVocabulary, type PacketRow } from './packetFields.js'

const packetsOf = (state: TapState) => state.packets

/** Every packet that has passed, the newest last. */
export function PacketsTab() {
  const connections = useShownConnections()
  const [filter, setFilter] = useFilter('packets', packetVocabulary)
  const [selected, setSelected] = useState<{ number: number; row: PacketRow; filter: string }>()
  const rows = useLogRows(packetsOf, filter)
  const recorded = connections.reduce((sum, { state }) => sum + state.packets.length, 0)
  const number = selected && (filter.changes ? numberOf(selected, rows) : selected.number)

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox
          filter={filter}
          vocabulary={packetVocabulary}
          samples={() => newestRows(connections, packetsOf)}
          onChange={setFilter}
        />
        <span className="quiet figure">
          {filter.isEmpty
            ? plural(recorded, 'packet')
            : `${formatCount(rows.length)} of ${plural(recorded, 'packet')}${rows.isSearching ? ' …' : ''}`}
        </span>
      </div>
      <div className="split">
        <VirtualGrid
          key={filter.text}
          label="Packets"
          columns={packetColumns(connections.length > 1)}
          rows={rows}
          selected={selected?.filter === filter.text ? number : undefined}
          onSelect={(number, row) => setSelected({ number, row, filter: filter.text })}
          onDismiss={() => setSelected(undefined)}
          follow
          rowTone={(row) => (row.record.kind === 'error' ? 'error' : undefined)}
          empty={
            recorded === 0 ? (
              <p>No packets yet. They appear here as they pass.</p>
            ) : rows.isSearching ? (
              <p>Searching.</p>
            ) : (
              <p>No packet matches the filter.</p>
            )
          }
        />
        {selected && <PacketDetail row={selected.row} onClose={() => setSelected(undefined)} />}
      </div>
    </div>
  )
}

/** The name of the selected row, which may be another one after rows were found anew. */
function numberOf({ number, row }: { number: number; row: PacketRow }, rows: Rows<PacketRecord>) {
  if (rows.at(number - rows.offset)?.record === row.record) return number
  for (let index = rows.length - 1; index >= 0; index--) {
    if (rows.at(index)?.record === row.record) return rows.offset + index
  }
  return undefined
}
