import { callDuration, callState, type CallRow } from '../../data/callRows.js'
import { formatDuration } from '../../ui/format.js'
import { type Column } from '../../ui/VirtualGrid.js'
import { connectionColumn, directionColumn, nameColumn } from '../sharedColumns.js'

export interface WaterfallRow extends CallRow {
  now: number
}

const who: readonly Column<WaterfallRow>[] = [
  directionColumn(({ record }) => record.direction),
  nameColumn(({ record }) => record, 'Function', 'minmax(80px, .8fr)'),
]

const how: readonly Column<WaterfallRow>[] = [
  {
    key: 'owner',
    label: 'Owner',
    width: 'minmax(70px, .4fr)',
    from: 680,
    cell: ({ record }) => <span className="quiet">{record.owner?.name ?? '—'}</span>,
  },
  {
    key: 'outcome',
    label: 'Outcome',
    width: '62px',
    cell: ({ record }) => {
      const state = callState(record)
      return (
        <span className="outcome" data-outcome={state}>
          {state === 'failed' ? record.outcome : state}
        </span>
      )
    },
  },
  {
    key: 'duration',
    label: 'Duration',
    width: '66px',
    align: 'end',
    cell: ({ record }) => {
      const duration = callDuration(record)
      return duration === undefined ? '—' : formatDuration(duration)
    },
  },
  {
    key: 'waterfall',
    label: 'Waterfall',
    width: 'minmax(100px, 1.6fr)',
    from: 440,
    cell: (row, scale) => <Bar row={row} {...scale} />,
  },
]

const ofOne = [...who, ...how]
const ofMany = [...who, connectionColumn<WaterfallRow>(860), ...how]

/** @param isMany several connections are shown: each call says of which it is */
export function waterfallColumns(isMany: boolean): readonly Column<WaterfallRow>[] {
  return isMany ? ofMany : ofOne
}

/** The whole call, and in it, darker, the part that the other side has worked. */
function Bar({ row, from, to }: { row: WaterfallRow; from: number; to: number }) {
  const { record, peer, now } = row
  const end = record.settledAt ?? (record.id === false ? record.startedAt : now)
  const place = (start: number, stop: number) => ({
    left: `${((start - from) / (to - from)) * 100}%`,
    width: `${((stop - start) / (to - from)) * 100}%`,
  })
  return (
    <span className="waterfall" data-outcome={callState(record)} aria-hidden>
      <i style={place(record.startedAt, end)} />
      {peer && record.direction === 'out' && (
        <i
          className="there"
          style={place(Math.max(record.startedAt, peer.startedAt), Math.min(end, peer.settledAt ?? end))}
        />
      )}
    </span>
  )
}
