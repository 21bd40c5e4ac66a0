import { useMemo, useState } from 'react'
import { Sparkline } from '../ui/Sparkline.js'
import { formatCount, plural } from '../ui/format.js'
import { useFrame, useShownConnections } from './context.js'
import { createPendingSeries } from '../data/history.js'

/** What waits and what is bound right now, and how that went. */
export function PendingMeter() {
  const connections = useShownConnections()
  const { now } = useFrame()
  const [toSeries] = useState(createPendingSeries)
  const points = useMemo(() => toSeries(connections, now), [toSeries, connections, now])
  let calls = 0
  let callbacks = 0
  for (const { state } of connections) {
    calls += state.counts.calls
    callbacks += state.counts.callbacks
  }
  const label = `${plural(calls, 'call')} waiting, ${plural(callbacks, 'callback')} bound`
  return (
    <div className="pending" title={label}>
      <span className="quiet">pending</span>
      <span className="figure">{formatCount(calls + callbacks)}</span>
      <Sparkline
        points={points}
        label={`Pending over time. Now ${label}`}
        until={now}
        width={80}
        height={18}
      />
    </div>
  )
}
