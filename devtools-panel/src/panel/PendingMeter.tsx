import { useMemo, useState } from 'react'
import { Sparkline } from '../ui/Sparkline.js'
import { formatCount, plural } from '../ui/format.js'
import { type Connection } from '../data/frame.js'
import { useFrame, useShownConnections } from './context.js'
import { createPendingSeries } from '../data/history.js'

/** What waits and what is bound right now, and how that went. */
export function PendingMeter() {
  const shown = useShownConnections()
  const connections = useMemo(() => liveOf(shown), [shown])
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

/** What a file tells is over, unless nothing else is looked at. */
function liveOf(shown: readonly Connection[]): readonly Connection[] {
  const live = shown.filter(({ tap }) => tap.context !== 'file')
  return live.length > 0 ? live : shown
}
