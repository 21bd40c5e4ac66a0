import { compare, median } from './statistics.mjs'

export const raw = 'raw postMessage'
export const samePackets = 'same packets'
export const iorpc = 'iorpc'

/** @param {{ contestant: string }} entry */
const isVariant = ({ contestant }) => contestant.startsWith(`${iorpc}, `)

/** What the times of a scenario tell: throughput, and ratios to whoever took part in the same rounds. */
export const evaluate = ({ entries, ops, references = [raw, samePackets], ...scenario }) => {
  const compareWith = (times, name) => {
    const reference = entries.find(({ contestant }) => contestant === name)
    return reference && !reference.missing ? compare(times, reference.times) : undefined
  }
  const hasVariants = entries.some(isVariant)
  const rows = entries.map(({ contestant, missing, times, againstTimes }) =>
    missing
      ? { contestant, missing }
      : {
          contestant,
          opsPerSecond: (ops * 1000) / median(times),
          ofRaw: compareWith(times, references[0]),
          ofPackets: compareWith(times, references[1]),
          ofIorpc: hasVariants ? compareWith(times, iorpc) : undefined,
          cost: againstTimes && compare(againstTimes, times),
        },
  )
  return { ...scenario, references, hasVariants, rows }
}
