import { cpus } from 'node:os'
import { compare, median } from './statistics.mjs'

const raw = 'raw postMessage'
const byHand = 'same packets'

/** Where and when the run took place. */
export const describeMachine = () => {
  const [{ model }, ...others] = cpus()
  return `${model.trim()}, ${others.length + 1} cores, ${process.platform}, ${new Date().toISOString().slice(0, 10)}`
}

/** What the times of a scenario tell. */
export const evaluate = ({ entries, ops, ...scenario }) => {
  const timesOf = (name) => {
    const entry = entries.find(({ contestant }) => contestant === name)
    return entry && !entry.missing ? entry.times : undefined
  }
  const toReference = (times, name) => {
    const reference = timesOf(name)
    return reference && compare(times, reference)
  }
  return {
    ...scenario,
    rows: entries.map(({ contestant, missing, times, againstTimes }) =>
      missing
        ? { contestant, missing }
        : {
            contestant,
            opsPerSecond: (ops * 1000) / median(times),
            ofRaw: toReference(times, raw),
            ofPackets: toReference(times, byHand),
            cost: againstTimes && compare(againstTimes, times),
          },
    ),
  }
}

const number = (value) => Math.round(Number(value.toPrecision(3))).toLocaleString('en-US')
const ratio = (value) => (value ? value.median.toFixed(2) : '-')
const withSpread = (value) =>
  value ? `${ratio(value)} (${value.min.toFixed(2)}–${value.max.toFixed(2)})` : '-'

const column = (cells, alignRight) => {
  const width = Math.max(...cells.map((cell) => cell.length))
  return cells.map((cell) => (alignRight ? cell.padStart(width) : cell.padEnd(width)))
}

const lines = (rows) => {
  const columns = rows[0].map((_, i) =>
    column(
      rows.map((row) => row[i]),
      i > 0,
    ),
  )
  return rows.map((_, i) =>
    columns
      .map((cells) => cells[i])
      .join('   ')
      .trimEnd(),
  )
}

/** A scenario for the terminal. */
export const formatScenario = (evaluated) => {
  const { title, against, rows } = evaluated
  const header = ['  ' + title, 'ops/s', 'of raw (min–max)', 'of packets (min–max)']
  if (against) header.push(`cost against ${against}`)
  const body = rows.map(({ contestant, missing, opsPerSecond, ofRaw, ofPackets, cost }) => {
    const cells = missing
      ? [`    ${contestant}`, '-', `- ${missing}`, '']
      : [`    ${contestant}`, number(opsPerSecond), withSpread(ofRaw), withSpread(ofPackets)]
    if (against) cells.push(cost ? `${withSpread(cost)} times` : '')
    return cells
  })
  return lines([header, ...body]).join('\n')
}

/** All scenarios of an environment as a table for documents: ratios to raw, one column for each contestant. */
export const formatMarkdown = ({ environment, machine, scenarios }) => {
  const names = [...new Set(scenarios.flatMap(({ rows }) => rows.map(({ contestant }) => contestant)))]
  const others = names.filter((name) => name !== raw)
  const table = [
    ['scenario', 'raw, ops/s', ...others, 'iorpc of same packets'],
    ['---', ...others.map(() => '---:'), '---:', '---:'],
    ...scenarios.map(({ title, rows }) => {
      const row = (name) => rows.find(({ contestant }) => contestant === name) ?? {}
      const { opsPerSecond } = row(raw)
      return [
        title,
        opsPerSecond ? number(opsPerSecond) : '-',
        ...others.map((name) => withSpread(row(name).ofRaw)),
        withSpread(row('iorpc').ofPackets),
      ]
    }),
  ]
  const costs = scenarios.flatMap(({ title, against, rows }) =>
    rows.flatMap(({ contestant, cost }) => (cost ? [[title, against, contestant, withSpread(cost)]] : [])),
  )
  const asText = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return [
    `### ${environment}`,
    `${machine}. Throughput relative to raw \`postMessage\` in the same run, median of rounds (min–max). Higher is better.`,
    asText(table),
    ...(costs.length > 0
      ? [
          'Time relative to the same calls under ordinary conditions. Lower is better.',
          asText([
            ['scenario', 'compared with', 'contestant', 'cost'],
            ['---', '---', '---', '---:'],
            ...costs,
          ]),
        ]
      : []),
  ].join('\n\n')
}
