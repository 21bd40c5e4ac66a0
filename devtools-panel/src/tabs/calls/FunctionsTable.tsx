import { useMemo } from 'react'
import { type CallRow } from '../../data/callRows.js'
import { readFunctionStats, type FunctionStats } from '../../data/callStats.js'
import { formatCount, formatDuration } from '../../ui/format.js'
import { Icon } from '../../ui/Icon.js'
import { VirtualGrid, type Column } from '../../ui/VirtualGrid.js'

interface FunctionsTableProps {
  rows: readonly CallRow[]
  /** Shows the calls of one function. */
  onSelect(name: string): void
}

/** Percentiles and failures of each function. */
export function FunctionsTable({ rows, onSelect }: FunctionsTableProps) {
  const stats = useMemo(() => readFunctionStats(rows), [rows])
  return (
    <VirtualGrid
      label="Functions"
      columns={columns}
      rows={{ length: stats.length, offset: 0, at: (index) => stats[index] }}
      selected={undefined}
      onSelect={(_, { name }) => onSelect(name)}
      rowTone={({ failed }) => (failed > 0 ? 'error' : undefined)}
      empty={<p>No calls yet.</p>}
    />
  )
}

const columns: readonly Column<FunctionStats>[] = [
  {
    key: 'dir',
    label: 'Dir',
    width: '52px',
    cell: ({ direction }) => (
      <span className="direction" data-direction={direction}>
        <Icon name={direction} size={14} />
        {direction}
      </span>
    ),
  },
  {
    key: 'name',
    label: 'Function',
    width: 'minmax(90px, 1fr)',
    cell: ({ name }) => <span className="name">{name}</span>,
  },
  {
    key: 'connection',
    label: 'Connection',
    width: 'minmax(70px, .5fr)',
    from: 780,
    cell: ({ connection }) => connection,
  },
  { key: 'calls', label: 'Calls', width: '56px', align: 'end', cell: ({ calls }) => formatCount(calls) },
  {
    key: 'waiting',
    label: 'Waiting',
    width: '54px',
    align: 'end',
    from: 620,
    cell: ({ waiting }) => formatCount(waiting),
  },
  { key: 'failed', label: 'Failed', width: '50px', align: 'end', cell: ({ failed }) => formatCount(failed) },
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
