import type { TransferRecord } from '@iorpc/tap'
import { type Row } from '../../data/logView.js'
import { tapLabel } from '../../data/tapLabel.js'
import { connectionField, directionField, methodField, startedField } from '../../filter/commonFields.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { type Vocabulary } from '../../filter/fields.js'
import { useFilter } from '../../filter/useFilter.js'
import { useShownConnections } from '../../panel/context.js'
import { formatCount, plural } from '../../ui/format.js'
import { Transfer } from './Transfer.js'
import { stateOf, transferStates } from './transferState.js'

/** A connection keeps few finished transfers, but there may be many connections. */
const mostShown = 200

/** Binary values on their way, and those that have arrived lately. */
export function TransfersTab() {
  const connections = useShownConnections()
  const [filter, setFilter] = useFilter('transfers', vocabulary)
  const all = connections.flatMap(({ tap, state }) => state.transfers.map((record) => ({ tap, record })))
  const rows = all
    .filter(filter.matches)
    .sort((a, b) => Number(a.record.done) - Number(b.record.done) || b.record.startedAt - a.record.startedAt)
  const active = all.filter(({ record }) => !record.done).length

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox filter={filter} vocabulary={vocabulary} samples={() => all} onChange={setFilter} />
        <span className="quiet figure">
          {plural(active, 'transfer')} on the way, {formatCount(all.length - active)} done
        </span>
      </div>
      <div className="grid-frame">
        <ul className="transfers" aria-label="Transfers" tabIndex={0}>
          {rows.slice(0, mostShown).map(({ tap, record }) => (
            <Transfer
              key={`${tap.id} ${record.key}`}
              record={record}
              connection={connections.length > 1 ? tapLabel(tap) : undefined}
            />
          ))}
          {rows.length > mostShown && (
            <li className="transfer quiet">{plural(rows.length - mostShown, 'older one')}</li>
          )}
        </ul>
        {rows.length === 0 && (
          <div className="empty">
            <p>
              {all.length > 0
                ? 'No transfer matches the filter.'
                : 'No binary value has been sent in chunks. A tap around a binChannel shows its values here.'}
            </p>
          </div>
        )}
      </div>
    </div>
  )
}

const vocabulary: Vocabulary<Row<TransferRecord>> = {
  rows: 'transfers',
  fields: [
    directionField,
    {
      key: 'status',
      type: 'choice',
      choices: transferStates,
      help: 'active, stalled or done',
      read: ({ record }) => stateOf(record),
    },
    methodField,
    { key: 'id', type: 'id', help: 'id of that call', read: ({ record }) => record.callId },
    connectionField,
    startedField,
    {
      key: 'size',
      type: 'size',
      help: 'of the whole value: size>1m',
      read: ({ record }) => record.totalBytes ?? record.bytes,
    },
  ],
  text: ({ tap, record }) => `${record.name ?? ''} ${tap.name}`,
}
