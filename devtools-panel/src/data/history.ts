import type { CountSample } from '@iorpc/tap'
import { type Point } from '../ui/Sparkline.js'
import { type Connection } from './frame.js'

/** More points than pixels are not seen. */
const mostPoints = 160

/** The newest points that are kept of what is pending: at most ten a second, as in a tap. */
const pointsKept = 600
const interval = 100

/**
 * Follows what is pending on several connections together. What they have recorded before is added up once; from then on
 * only the present counts are, however many connections there are.
 */
export function createPendingSeries(): (connections: readonly Connection[], now: number) => readonly Point[] {
  let shown = ''
  let recorded = 0
  let points: Point[] = []

  return (connections, now) => {
    const ids = connections.map(({ tap }) => tap.id).join(' ')
    const samples = connections.reduce((sum, { state }) => sum + state.history.length, 0)
    // Others are shown, or they were cleared.
    if (ids !== shown || samples < recorded)
      points = addHistories(connections.map(({ state }) => state.history))
    shown = ids
    recorded = samples
    const value = connections.reduce((sum, { state: { counts } }) => sum + counts.calls + counts.callbacks, 0)
    const last = points.at(-1)
    if (last?.value !== value) {
      if (last && now - last.time < interval) points[points.length - 1] = { time: last.time, value }
      else points.push({ time: now, value })
    }
    if (points.length > 2 * pointsKept) points = points.slice(-pointsKept)
    return thinOut(points.slice(-pointsKept))
  }
}

/** What was pending on one connection. */
export function historyPoints(history: readonly CountSample[]): readonly Point[] {
  return thinOut(history.map(({ time, calls, callbacks }) => ({ time, value: calls + callbacks })))
}

/** Adds the pending counts of several connections up to one series. */
export function addHistories(histories: readonly (readonly CountSample[])[]): Point[] {
  const changes: { time: number; change: number }[] = []
  for (const history of histories) {
    let before = 0
    for (const { time, calls, callbacks } of history) {
      const value = calls + callbacks
      changes.push({ time, change: value - before })
      before = value
    }
  }
  if (histories.length > 1) changes.sort((a, b) => a.time - b.time)
  const points: Point[] = []
  let value = 0
  for (const { time, change } of changes) {
    value += change
    points.push({ time, value })
  }
  return points
}

/** Keeps the highest of each stretch, so that a short peak is not lost. */
function thinOut(points: readonly Point[]): readonly Point[] {
  if (points.length <= mostPoints) return points
  const stretch = Math.ceil(points.length / mostPoints)
  const kept: Point[] = []
  for (let index = 0; index < points.length; index += stretch) {
    const part = points.slice(index, index + stretch)
    kept.push(part.reduce((most, point) => (point.value > most.value ? point : most)))
  }
  const last = points.at(-1)
  if (last && kept.at(-1) !== last) kept.push(last)
  return kept
}
