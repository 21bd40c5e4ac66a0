import type { CountSample } from '@iorpc/tap'
import { type Point } from '../ui/Sparkline.js'

/** More points than pixels are not seen. */
const mostPoints = 160

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
  return thinOut(points)
}

/** Keeps the highest of each stretch, so that a short peak is not lost. */
function thinOut(points: Point[]): Point[] {
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
