import { reference } from './contestants/index.js'
import type { Result } from './evaluate.js'
import { Histogram } from './Histogram.js'
import { step } from './latencies.js'

export function Results({ results }: { results: readonly Result[] }) {
  if (results.length === 0)
    return <p className="empty">The results appear here, and grow with every round.</p>
  const fastest = Math.max(...results.map(({ callsPerSecond }) => callsPerSecond))
  return (
    <>
      <table className="results">
        <caption>Calls a second</caption>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">Calls/s</th>
            <th scope="col">Ratio</th>
            <td className="bar-cell" />
          </tr>
        </thead>
        <tbody>
          {results.map(({ name, callsPerSecond, ofReference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{rate(callsPerSecond)}</td>
              <td>{name === reference ? '1' : ofReference.toFixed(2)}</td>
              <td className="bar-cell" aria-hidden="true">
                <div
                  className="bar"
                  data-own={isOwn(name)}
                  style={{ scale: `${callsPerSecond / fastest} 1` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="results">
        <caption>Latency in ms, from the start of a burst to an answer</caption>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">p99</th>
            <th scope="col" className="bar-cell">
              0.1 … 50+
            </th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ name, p50, p95, p99, histogram }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{latency(p50)}</td>
              <td>{latency(p95)}</td>
              <td>{latency(p99)}</td>
              <td className="bar-cell">
                <Histogram name={name} shares={histogram} isOwn={isOwn(name)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        All numbers depend on the machine, and on what else it does. The ratio is to {reference}, in the same
        run. The clock of a page ticks every {step} ms.
      </p>
    </>
  )
}

/** The others are compared with it, and look so. */
const isOwn = (name: string) => name.startsWith('ioRPC')

/** Three digits are more than such a measurement can tell. */
const rate = (callsPerSecond: number) => Number(callsPerSecond.toPrecision(3)).toLocaleString('en')

const latency = (milliseconds: number) => (milliseconds <= step ? `≤ ${step}` : milliseconds.toFixed(1))
