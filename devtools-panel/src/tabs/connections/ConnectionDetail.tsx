import { usePanel, useSetting } from '../../panel/context.js'
import { type Connection } from '../../data/frame.js'
import { DetailPane } from '../../ui/DetailPane.js'
import { formatBytes, formatCount, formatTime, plural } from '../../ui/format.js'
import { describePreview } from '../../ui/previewText.js'
import { CountsChart } from './CountsChart.js'

interface ConnectionDetailProps {
  connection: Connection
  now: number
  onClose(): void
}

/** More are counted, not listed. */
const mostDrops = 50

export function ConnectionDetail({ connection: { tap, state }, now, onClose }: ConnectionDetailProps) {
  const { settings } = usePanel()
  const pinned = useSetting('connection')
  const { counts, drops } = state
  const listed = []
  for (let index = drops.length - 1; index >= Math.max(0, drops.length - mostDrops); index--) {
    const drop = drops.at(index)
    if (drop) listed.push(drop)
  }
  return (
    <DetailPane
      label="Connection"
      title={
        <span className="status" data-status={state.status}>
          {tap.name}
        </span>
      }
      onClose={onClose}
    >
      <CountsChart history={state.history} until={now} />
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          {state.status}
          {state.closeReason && state.closeReason !== state.status && `: ${state.closeReason}`}
        </dd>
        <dt>Runs in</dt>
        <dd>{tap.mirrored ? `${tap.context}, shown from there` : tap.context}</dd>
        <dt>Epoch</dt>
        <dd>{formatCount(state.epoch)}</dd>
        <dt>Pending</dt>
        <dd>
          {plural(counts.calls, 'call')} waiting, {plural(counts.callbacks, 'callback')} bound
        </dd>
        <dt>Held</dt>
        <dd>{plural(counts.held, 'function')} of the other side</dd>
        <dt>Received</dt>
        <dd>
          {plural(counts.packetsIn, 'packet')}, {formatBytes(counts.bytesIn)}
        </dd>
        <dt>Sent</dt>
        <dd>
          {plural(counts.packetsOut, 'packet')}, {formatBytes(counts.bytesOut)}
        </dd>
        <dt>Counted by</dt>
        <dd>{state.observed ? 'the pair itself' : 'the packets alone'}</dd>
      </dl>
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-pressed={pinned === tap.name}
          onClick={() => settings.setState({ connection: pinned === tap.name ? '' : tap.name })}
        >
          {pinned === tap.name ? 'Show all connections' : 'Show only this one'}
        </button>
      </div>
      <h3>Dropped packets ({formatCount(counts.dropped)})</h3>
      {counts.late !== undefined && counts.late > 0 && (
        <p className="quiet late">
          {plural(counts.late, 'late packet')} not counted here: this side had released the function, or given
          up the call, while the packet was on its way. That is no fault.
        </p>
      )}
      {listed.length === 0 ? (
        <p className="quiet">None.</p>
      ) : (
        <ul className="drops" aria-label="Dropped packets">
          {listed.map((drop) => (
            <li key={drop.seq}>
              <time className="quiet figure">{formatTime(drop.time)}</time>
              <span className="why">{drop.reason}</span>
              <code>{describePreview(drop.preview)}</code>
            </li>
          ))}
        </ul>
      )}
    </DetailPane>
  )
}
