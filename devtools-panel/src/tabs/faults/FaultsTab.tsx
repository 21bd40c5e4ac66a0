import { useShownConnections } from '../../panel/context.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { connectionVocabulary } from '../connections/connectionFields.js'
import { NoConnection } from '../NoConnection.js'
import { FaultForm } from './FaultForm.js'

/** Damage on purpose: see how the application takes a slow, lossy or broken connection. */
export function FaultsTab() {
  const connections = useShownConnections()
  const reachable = connections
    .flatMap(({ tap, state }) => (tap.controls ? { tap, state, controls: tap.controls } : []))
    .sort((a, b) => Number(a.state.status === 'closed') - Number(b.state.status === 'closed'))
  const [filter, setFilter] = useFilter('faults', connectionVocabulary)
  const shown = reachable.filter(filter.matches)
  return (
    <div className="tab">
      <div className="tools">
        <FilterBox
          filter={filter}
          vocabulary={connectionVocabulary}
          samples={() => reachable}
          onChange={setFilter}
        />
      </div>
      <div className="grid-frame">
        {shown.length === 0 ? (
          <div className="empty">
            {connections.length === 0 ? (
              <NoConnection />
            ) : reachable.length === 0 ? (
              <p>No connection can be damaged from here. Those of other contexts can only be watched.</p>
            ) : (
              <p>No connection matches the filter.</p>
            )}
          </div>
        ) : (
          <div className="faults" role="group" aria-label="Faults by connection" tabIndex={0}>
            {shown.map(({ tap, state, controls }) => (
              <FaultForm
                key={tap.id}
                name={tap.name}
                isClosed={state.status === 'closed'}
                controls={controls}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
