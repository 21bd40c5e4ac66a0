import { type Connection } from '../../data/frame.js'
import { historyPoints } from '../../data/history.js'
import { formatBytes, formatCount } from '../../ui/format.js'
import { Sparkline } from '../../ui/Sparkline.js'
import { type Column } from '../../ui/VirtualGrid.js'

export const connectionColumns: readonly Column<Connection>[] = [
  {
    key: 'name',
    label: 'Connection',
    width: 'minmax(90px, 1fr)',
    cell: ({ tap }) => <strong>{tap.name}</strong>,
  },
  {
    key: 'status',
    label: 'Status',
    width: '66px',
    cell: ({ state }) => (
      <span className="status" data-status={state.status}>
        {state.status}
      </span>
    ),
  },
  { key: 'context', label: 'Where', width: '60px', from: 660, cell: ({ tap }) => tap.context },
  {
    key: 'epoch',
    label: 'Epoch',
    width: '44px',
    align: 'end',
    from: 560,
    cell: ({ state }) => formatCount(state.epoch),
  },
  {
    key: 'calls',
    label: 'Waiting',
    width: '48px',
    align: 'end',
    cell: ({ state }) => formatCount(state.counts.calls),
  },
  {
    key: 'callbacks',
    label: 'Callbacks',
    width: '60px',
    align: 'end',
    cell: ({ state }) => formatCount(state.counts.callbacks),
  },
  {
    key: 'packets',
    label: 'In / out',
    width: '116px',
    align: 'end',
    from: 860,
    cell: ({ state: { counts } }) => `${formatCount(counts.packetsIn)} / ${formatCount(counts.packetsOut)}`,
  },
  {
    key: 'bytes',
    label: 'Bytes',
    width: '66px',
    align: 'end',
    from: 960,
    cell: ({ state: { counts } }) => formatBytes(counts.bytesIn + counts.bytesOut),
  },
  {
    key: 'dropped',
    label: 'Dropped',
    width: '54px',
    align: 'end',
    from: 400,
    cell: ({ state }) => formatCount(state.counts.dropped),
  },
  {
    key: 'late',
    label: 'Late',
    width: '44px',
    align: 'end',
    from: 700,
    cell: ({ state }) => formatCount(state.counts.late ?? 0),
  },
  {
    key: 'pending',
    label: 'Pending',
    width: '80px',
    from: 620,
    cell: ({ state }) => (
      <Sparkline
        points={historyPoints(state.history)}
        until={state.time}
        label="Pending over time"
        width={72}
        height={18}
      />
    ),
  },
]
