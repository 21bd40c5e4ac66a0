import { useState } from 'react'
import { callState, findPeer, readCallRows, type CallRow } from '../../data/callRows.js'
import { newestRows } from '../../data/newestRows.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { quoteValue } from '../../filter/parse.js'
import { useFilter } from '../../filter/useFilter.js'
import { useFrame, useShownConnections } from '../../panel/context.js'
import { plural } from '../../ui/format.js'
import { VirtualGrid } from '../../ui/VirtualGrid.js'
import { CallDetail } from './CallDetail.js'
import { callVocabulary } from './callFields.js'
import { FunctionsTable } from './FunctionsTable.js'
import { waterfallColumns, type WaterfallRow } from './waterfallColumns.js'

/** The calls of both directions as a waterfall, or summed up by function. */
export function CallsTab() {
  const connections = useShownConnections()
  const { connections: everywhere, now } = useFrame()
  const [filter, setFilter] = useFilter('calls', callVocabulary)
  const [isSummed, setSummed] = useState(false)
  const [selected, setSelected] = useState<CallRow>()
  const rows = readCallRows(connections, filter.isEmpty ? undefined : filter.matches)
  const current = selected && { ...selected, record: latest(selected, rows) }
  const index = current ? rows.findIndex((row) => isSame(row, current)) : -1

  return (
    <div className="tab">
      <div className="tools">
        <div className="segments" role="group" aria-label="Show calls as">
          <button type="button" aria-pressed={!isSummed} onClick={() => setSummed(false)}>
            Waterfall
          </button>
          <button type="button" aria-pressed={isSummed} onClick={() => setSummed(true)}>
            Functions
          </button>
        </div>
        <FilterBox
          filter={filter}
          vocabulary={callVocabulary}
          samples={() => newestRows(connections, (state) => state.calls)}
          onChange={setFilter}
        />
        <span className="quiet figure">{plural(rows.length, 'call')}</span>
      </div>
      <div className="split">
        {isSummed ? (
          <FunctionsTable
            rows={rows}
            onOpen={(name) => {
              setFilter(name === '' ? '' : `method:${quoteValue(name)}`)
              setSummed(false)
            }}
          />
        ) : (
          <>
            <VirtualGrid
              key={filter.text}
              label="Calls"
              columns={waterfallColumns(connections.length > 1)}
              rows={{
                length: rows.length,
                offset: 0,
                at(place): WaterfallRow | undefined {
                  const row = rows[place]
                  return row && { ...row, peer: findPeer(row, everywhere), now }
                },
              }}
              scale={spanOf}
              selected={index < 0 ? undefined : index}
              onSelect={(_, row) => setSelected(row)}
              onDismiss={() => setSelected(undefined)}
              follow
              rowTone={({ record }) => (callState(record) === 'failed' ? 'error' : undefined)}
              empty={<p>{filter.isEmpty ? 'No calls yet.' : 'No call matches the filter.'}</p>}
            />
            {current && (
              <CallDetail
                row={{ ...current, peer: findPeer(current, everywhere) }}
                connections={connections}
                onClose={() => setSelected(undefined)}
              />
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** From the first start to the last end of the visible calls, so that their bars fill the column. */
function spanOf(visible: readonly WaterfallRow[]): { from: number; to: number } {
  let from = Infinity
  let to = -Infinity
  for (const { record, now } of visible) {
    from = Math.min(from, record.startedAt)
    to = Math.max(to, record.settledAt ?? (record.id === false ? record.startedAt : now))
  }
  return { from, to: Math.max(to, from + 0.1) }
}

function isSame(a: CallRow, b: CallRow): boolean {
  return a.tap === b.tap && a.record.seq === b.record.seq
}

/** A call that was selected while it waited has been answered since. */
function latest(selected: CallRow, rows: readonly CallRow[]): CallRow['record'] {
  return rows.find((row) => isSame(row, selected))?.record ?? selected.record
}
