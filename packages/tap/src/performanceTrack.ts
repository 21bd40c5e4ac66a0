import type { Call } from './call.js'

/**
 * Shows a settled call in a track of its own in Chrome's Performance panel, if that is recording. The entry is taken
 * back at once: the panel has seen it, and the page's own list of measures stays as it was.
 *
 * @param tap name of the connection, which is the name of the track
 */
export function showInPerformancePanel(tap: string, call: Call): void {
  if (Number.isNaN(call.settledAt) || typeof performance.measure !== 'function') return
  const { name, direction, owner, id, startedAt, outcome, error } = call
  const label = `${name || 'callback'} (${tap})`
  const properties: [string, string][] = [
    ['direction', direction],
    ['outcome', outcome ?? ''],
    ['id', String(id)],
  ]
  if (owner) properties.push(['owner', owner.record.name])
  if (error !== undefined) properties.push(['error', error])
  const origin = performance.timeOrigin
  try {
    performance.measure(label, {
      start: Math.max(0, startedAt - origin),
      end: Math.max(0, call.settledAt - origin),
      detail: {
        devtools: {
          dataType: 'track-entry',
          track: tap,
          trackGroup: 'ioRPC',
          color: outcome === 'resolved' ? (direction === 'out' ? 'primary' : 'secondary') : 'error',
          properties,
          tooltipText: `${direction === 'out' ? 'call of' : 'called from'} the other side: ${name}`,
        },
      },
    })
    performance.clearMeasures(label)
  } catch {
    // Without user timing there is no track.
  }
}
