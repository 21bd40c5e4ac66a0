import { useShownConnections } from '../../panel/context.js'
import { FaultForm } from './FaultForm.js'

/** Damage on purpose: see how the application takes a slow, lossy or broken connection. */
export function FaultsTab() {
  const connections = useShownConnections()
  const reachable = connections.filter(({ tap }) => tap.controls)
  return (
    <div className="tab">
      <div className="grid-frame">
        {reachable.length === 0 ? (
          <div className="empty">
            <p>No connection can be damaged from here. Those of other contexts can only be watched.</p>
          </div>
        ) : (
          <div className="faults" role="group" aria-label="Faults by connection" tabIndex={0}>
            {reachable.map(({ tap, state }) =>
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
