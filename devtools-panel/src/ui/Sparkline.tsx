/** A moment of a series that stays until the next one. */
export interface Point {
  time: number
  value: number
  /** Something happened then: drawn as a mark below the line. */
  tick?: 'mount' | 'unmount' | undefined
}

interface SparklineProps {
  points: readonly Point[]
  /** What the picture says, for those who do not see it. */
  label: string
  /** The right edge, milliseconds since 1970; the last value goes on until then. */
  until: number
  width?: number
  height?: number
  tone?: 'accent' | 'danger' | 'warning' | 'muted'
}

/** A small step chart of a count over time, with marks where owners mounted and unmounted. */
export function Sparkline({
  points,
  label,
  until,
  width = 96,
  height = 18,
  tone = 'accent',
}: SparklineProps) {
  const hasTicks = points.some((point) => point.tick)
  const bottom = hasTicks ? height - 4 : height - 1
  const from = points[0]?.time ?? until
  const span = Math.max(1, until - from)
  const top = points.reduce((most, { value }) => Math.max(most, value), 1)
  const x = (time: number) => round(((time - from) / span) * width)
  const y = (value: number) => round(bottom - (value / top) * (bottom - 1.5))

  let line = ''
  for (const { time, value } of points) line += line === '' ? `M0 ${y(value)}` : `H${x(time)}V${y(value)}`
  if (line !== '') line += `H${width}`
  return (
    <svg
      className="sparkline"
      data-tone={tone}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
    >
      {line !== '' && <path className="area" d={`${line}V${bottom}H0Z`} />}
      {line !== '' && <path className="line" d={line} />}
      {hasTicks && <path className="mounts" d={ticks(points, 'mount', x, bottom + 1, 3)} />}
      {hasTicks && <path className="unmounts" d={ticks(points, 'unmount', x, bottom + 1, 3)} />}
    </svg>
  )
}

function ticks(
  points: readonly Point[],
  kind: 'mount' | 'unmount',
  x: (time: number) => number,
  top: number,
  height: number,
): string {
  return points.map((point) => (point.tick === kind ? `M${x(point.time)} ${top}v${height}` : '')).join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
