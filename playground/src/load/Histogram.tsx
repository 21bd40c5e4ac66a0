import { ends } from './latencies.js'

interface HistogramProps {
  name: string
  /** Of all calls, 0 to 1, one for each of `ends`. */
  shares: readonly number[]
  isOwn: boolean
}

/** How many of the calls took how long, as bars. */
export function Histogram({ name, shares, isOwn }: HistogramProps) {
  const highest = Math.max(...shares)
  const words = shares.flatMap((share, index) => {
    const percent = Math.round(share * 100)
    return percent > 0 ? [`${percent} % ${range(index)}`] : []
  })
  return (
    <div
      className="histogram"
      data-own={isOwn}
      role="img"
      aria-label={`Latency of ${name}: ${words.join(', ')}`}
    >
      {shares.map((share, index) => (
        <div key={ends[index]} title={`${(share * 100).toFixed(1)} % ${range(index)}`}>
          <div style={{ scale: `1 ${share / highest}` }} />
        </div>
      ))}
    </div>
  )
}

function range(index: number): string {
  const end = ends[index]
  return end === Infinity ? `above ${ends[index - 1]} ms` : `up to ${end} ms`
}
