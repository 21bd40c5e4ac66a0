import { useShownConnections } from '../../panel/context.js'
import { FilterBox } from '../../filter/FilterBox.js'
import { useFilter } from '../../filter/useFilter.js'
import { connectionVocabulary } from '../connections/connectionFields.js'
import { FaultForm } from './FaultForm.js'

/** Damage on purpose: see how the application takes a slow, lossy or broken connection. */
export function FaultsTab() {
  const connections = useShownConnections()
  const reachable = connections
    .filter(({ tap }) => tap.controls)
    .sort((a, b) => Number(a.state.status === 'closed') - Number(b.state.status === 'closed'))
  const [filter, setFilter] = useFilter('faults', connectionVocabulary)
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
        {reachable.length === 0 ? (
          <div className="empty">
            <p>No connection can be damaged from here. Those of other contexts can only be watched.</p>
          </div>
        ) : (
          <div className="faults" role="group" aria-label="Faults by connection" tabIndex={0}>
            {reachable
              .filter(filter.matches)
              .map(({ tap, state }) =>
                tap.controls ? (
                  <FaultForm
                    key={tap.id}
                    name={tap.name}
                    isClosed={state.status === 'closed'}
                    controls={tap.controls}
                  />
                ) : null,
              )}
          </div>
        )}
      </div>
    </div>
  )
}
