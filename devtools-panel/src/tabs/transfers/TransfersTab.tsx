import { tapLabel } from '../../data/tapLabel.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { useShownConnections } from '../../panel/context.js'
import { formatCount, plural } from '../../ui/format.js'
import { Transfer } from './Transfer.js'
import { transferVocabulary } from './transferFields.js'

/** A connection keeps few finished transfers, but there may be many connections. */
const mostShown = 200

/** Binary values on their way, and those that have arrived lately. */
export function TransfersTab() {
  const connections = useShownConnections()
  const [filter, setFilter] = useFilter('transfers', transferVocabulary)
  const all = connections.flatMap(({ tap, state }) => state.transfers.map((record) => ({ tap, record })))
  const rows = all
    .filter(filter.matches)
    .sort((a, b) => Number(a.record.done) - Number(b.record.done) || b.record.startedAt - a.record.startedAt)
  const active = all.filter(({ record }) => !record.done).length

  return (
    <div className="tab">
      <div className="tools">
        <FilterBox filter={filter} vocabulary={transferVocabulary} samples={() => all} onChange={setFilter} />
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
