import type { CountSample } from '@iorpc/tap'
import { formatAge, formatCount, plural } from '../../ui/format.js'

interface CountsChartProps {
  history: readonly CountSample[]
  /** The right edge, milliseconds since 1970. */
  until: number
}

const width = 600
const height = 96

/** Waiting calls on top of bound callbacks, over time. */
export function CountsChart({ history, until }: CountsChartProps) {
  const from = history[0]?.time ?? until
  const top = history.reduce((most, { calls, callbacks }) => Math.max(most, calls + callbacks), 1)
  const { calls, callbacks } = history.at(-1) ?? { calls: 0, callbacks: 0 }
  const x = (time: number) => Math.round(((time - from) / Math.max(1, until - from)) * width * 10) / 10
  const y = (value: number) => Math.round((1 - value / top) * (height - 2) * 10) / 10 + 1
  const steps = (read: (sample: CountSample) => number) =>
    history
      .map((sample, index) => `${index === 0 ? 'M0 ' : `H${x(sample.time)}V`}${y(read(sample))}`)
      .join('')
  const area = (read: (sample: CountSample) => number) =>
    history.length === 0 ? '' : `${steps(read)}H${width}V${height}H0Z`
  return (
    <figure className="chart">
      <div className="axis">
        <span>
          <i className="swatch calls" />
          {plural(calls, 'call')} waiting
          <i className="swatch callbacks" />
          {plural(callbacks, 'callback')} bound
        </span>
        <span>max {formatCount(top)}</span>
      </div>
      <svg
        role="img"
        aria-label={`Pending over time: now ${plural(calls, 'call')} and ${plural(callbacks, 'callback')}, at most ${top} together`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
      >
        <path className="calls" d={area(({ calls, callbacks }) => calls + callbacks)} />
        <path className="callbacks" d={area(({ callbacks }) => callbacks)} />
      </svg>
      <div className="axis">
        <span>{formatAge(until - from)} ago</span>
        <span>now</span>
      </div>
    </figure>
  )
}
