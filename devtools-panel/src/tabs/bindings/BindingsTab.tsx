import { useMemo, useState } from 'react'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { useFrame, useShownConnections } from '../../panel/context.js'
import { verdictTone } from '../../ui/VerdictBadge.js'
import { VirtualGrid } from '../../ui/VirtualGrid.js'
import { EmptyBindings } from './EmptyBindings.js'
import { groupColumns } from './groupColumns.js'
import { GroupDetail } from './GroupDetail.js'
import { groupVocabulary } from './groupFields.js'
import { createGroupRows } from './groupRows.js'
import { Marks, useMarks } from './Marks.js'
import { VerdictSummary } from './VerdictSummary.js'

/** Who holds what: groups of live bindings by the place that made them, the worst first. */
export function BindingsTab() {
  const connections = useShownConnections()
  const { now } = useFrame()
  const marks = useMarks()
  const [filter, setFilter] = useFilter('bindings', groupVocabulary)
  const [selected, setSelected] = useState<string>()
  const [dismissed, setDismissed] = useState<string>()
  const [toRows] = useState(createGroupRows)
  const all = useMemo(() => toRows(connections, now, marks), [toRows, connections, now, marks])
  const rows = useMemo(() => (filter.isEmpty ? all : all.filter(filter.matches)), [all, filter])

  // A link to one binding leads straight to its details.
  const only = rows.length === 1 && !filter.isEmpty && dismissed !== filter.text ? rows[0] : undefined
  const shown = all.find(({ key }) => key === selected) ?? only
  const index = shown ? rows.indexOf(shown) : -1

  function dismiss() {
    setSelected(undefined)
    setDismissed(filter.text)
  }

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox filter={filter} vocabulary={groupVocabulary} samples={() => all} onChange={setFilter} />
        <VerdictSummary connections={connections} filter={filter.text} onFilter={setFilter} />
        <Marks connections={connections} />
      </div>
      <div className="split">
        <VirtualGrid
          label="Bindings by creation site"
          columns={groupColumns}
          rows={{ length: rows.length, offset: 0, at: (place) => rows[place] }}
          rowHeight={44}
          selected={index < 0 ? undefined : index}
          onSelect={(_, row) => setSelected(row.key)}
          onDismiss={dismiss}
          rowTone={({ group }) => verdictTone(group.verdict)}
          empty={<EmptyBindings connections={connections} filter={filter} total={all.length} />}
        />
        {shown && <GroupDetail key={shown.key} row={shown} now={now} onClose={dismiss} />}
      </div>
    </div>
  )
}
