import { formatBytes, formatTime } from '../../ui/format.js'
import { type Column } from '../../ui/VirtualGrid.js'
import { connectionColumn, directionColumn, nameColumn } from '../sharedColumns.js'
import { type PacketRow } from './packetFields.js'

const what: readonly Column<PacketRow>[] = [
  directionColumn(({ record }) => record.direction),
  {
    key: 'kind',
    label: 'Kind',
    width: '70px',
    cell: ({ record }) => (
      <span className="kind" data-kind={record.kind}>
        {record.kind}
      </span>
    ),
  },
  nameColumn(({ record }) => record, 'Name', 'minmax(80px, 1fr)'),
]

const details: readonly Column<PacketRow>[] = [
  {
    key: 'id',
    label: 'Id',
    width: '84px',
    from: 420,
    cell: ({ record }) => <code>{idOf(record)}</code>,
  },
  {
    key: 'size',
    label: 'Size',
    width: '58px',
    align: 'end',
    cell: ({ record }) => formatBytes(record.size),
  },
  {
    key: 'time',
    label: 'Time',
    width: '96px',
    align: 'end',
    from: 520,
    cell: ({ record }) => (
      <time dateTime={new Date(record.time).toISOString()}>{formatTime(record.time)}</time>
    ),
  },
]

const ofOne = [...what, ...details]
const ofMany = [...what, connectionColumn<PacketRow>(620), ...details]

/** @param isMany several connections are shown: each packet says of which it is */
export function packetColumns(isMany: boolean): readonly Column<PacketRow>[] {
  return isMany ? ofMany : ofOne
}

/** That of the call; where nobody waits for an answer, that of the binding. */
function idOf({ kind, callId, id }: PacketRow['record']): string {
  if (callId !== false) return String(callId)
  return kind === 'call' ? '—' : String(id)
}
