import { formatBytes, formatTime } from '../../ui/format.js'
import { Icon } from '../../ui/Icon.js'
import { type Column } from '../../ui/VirtualGrid.js'
import { type PacketRow } from './packetFields.js'

const connection: Column<PacketRow> = {
  key: 'connection',
  label: 'Connection',
  width: 'minmax(70px, .5fr)',
  from: 620,
  cell: (row) => row.tap.name,
}

const oneConnection: readonly Column<PacketRow>[] = [
  {
    key: 'dir',
    label: 'Dir',
    width: '52px',
    cell: ({ record }) => (
      <span className="direction" data-direction={record.direction}>
        <Icon name={record.direction} size={14} />
        {record.direction}
      </span>
    ),
  },
  {
    key: 'kind',
    label: 'Kind',
    width: '76px',
    cell: ({ record }) => (
      <span className="kind" data-kind={record.kind}>
        {record.kind}
      </span>
    ),
  },
  {
    key: 'name',
    label: 'Name',
    width: 'minmax(90px, 1fr)',
    cell: ({ record }) => <span className="name">{record.name || '—'}</span>,
  },
  {
    key: 'id',
    label: 'Id',
    width: 'minmax(60px, 150px)',
    from: 420,
    cell: ({ record }) => <code>{record.callId === false ? String(record.id) : String(record.callId)}</code>,
  },
  {
    key: 'size',
    label: 'Size',
    width: '64px',
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

const manyConnections: readonly Column<PacketRow>[] = [
  ...oneConnection.slice(0, 3),
  connection,
  ...oneConnection.slice(3),
]

export function packetColumns(isMany: boolean): readonly Column<PacketRow>[] {
  return isMany ? manyConnections : oneConnection
}
