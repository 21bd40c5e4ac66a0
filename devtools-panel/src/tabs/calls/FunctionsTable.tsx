import { useMemo, useState } from 'react'
import { type CallRow } from '../../data/callRows.js'
import { readFunctionStats, type FunctionStats } from '../../data/callStats.js'
import { formatCount, formatDuration } from '../../ui/format.js'
import { VirtualGrid, type Column } from '../../ui/VirtualGrid.js'
import { connectionColumn, directionColumn, nameColumn } from '../sharedColumns.js'

interface FunctionsTableProps {
  rows: readonly CallRow[]
  /** Shows the calls of one function. */
  onOpen(name: string): void
}

/** Percentiles and failures of each function. */
export function FunctionsTable({ rows, onOpen }: FunctionsTableProps) {
  const stats = useMemo(() => readFunctionStats(rows), [rows])
  const [selected, setSelected] = useState<string>()
  const index = stats.findIndex(({ key }) => key === selected)
  return (
    <VirtualGrid
      label="Functions"
      columns={columns}
      rows={{ length: stats.length, offset: 0, at: (index) => stats[index] }}
      selected={index < 0 ? undefined : index}
      onSelect={(_, { key }) => setSelected(key)}
      onOpen={({ name }) => onOpen(name)}
      onDismiss={() => setSelected(undefined)}
      rowTone={({ failed }) => (failed > 0 ? 'error' : undefined)}
      empty={<p>No calls yet.</p>}
    />
  )
}

const columns: readonly Column<FunctionStats>[] = [
  directionColumn(({ direction }) => direction),
  nameColumn((stats) => stats, 'Function', 'minmax(90px, 1fr)'),
  connectionColumn(780),
  { key: 'calls', label: 'Calls', width: '56px', align: 'end', cell: ({ calls }) => formatCount(calls) },
  {
    key: 'waiting',
    label: 'Waiting',
    width: '54px',
    align: 'end',
    from: 620,
    cell: ({ waiting }) => formatCount(waiting),
  },
  {
    key: 'failed',
    label: 'Failed',
    width: '50px',
    align: 'end',
    from: 380,
    cell: ({ failed }) => formatCount(failed),
  },
  { key: 'p50', label: 'p50', width: '64px', align: 'end', from: 460, cell: ({ p50 }) => duration(p50) },
  { key: 'p95', label: 'p95', width: '64px', align: 'end', from: 540, cell: ({ p95 }) => duration(p95) },
  { key: 'p99', label: 'p99', width: '64px', align: 'end', cell: ({ p99 }) => duration(p99) },
  {
    key: 'longest',
    label: 'Longest',
    width: '64px',
    align: 'end',
    from: 700,
    cell: ({ longest }) => duration(longest),
  },
]

function duration(ms: number | undefined): string {
  return ms === undefined ? '—' : formatDuration(ms)
}
