import { evaluate, iorpc, raw, samePackets } from './evaluate.mjs'

const number = (value) => Math.round(Number(value.toPrecision(3))).toLocaleString('en-US')
const ratio = (value) =>
  value ? `${value.median.toFixed(2)} (${value.low.toFixed(2)}–${value.high.toFixed(2)})` : '-'

/** How whom others are compared with is called in headers. */
const short = { [raw]: 'raw', [samePackets]: 'packets' }

/** One scenario: a header and a row for each contestant. */
const scenarioTable = ({ title, against, references, inMilliseconds, hasVariants, rows }) => {
  const header = [
    title,
    inMilliseconds ? 'ms' : 'ops/s',
    ...references.map((name) => `of ${short[name] ?? name}`),
  ]
  if (hasVariants) header.push('of iorpc')
  if (against) header.push(`cost against ${against}`)
  const body = rows.map(({ contestant, missing, opsPerSecond, ofRaw, ofPackets, ofIorpc, cost }) => {
    if (missing) return [contestant, '-', ...header.slice(2).map(() => '-')]
    const pace = inMilliseconds ? (1000 / opsPerSecond).toFixed(1) : number(opsPerSecond)
    const cells = [contestant, pace, ...[ofRaw, ofPackets].slice(0, references.length).map(ratio)]
    if (hasVariants) cells.push(ratio(ofIorpc))
    if (against) cells.push(ratio(cost))
    return cells
  })
  return [header, ...body]
}

/** A scenario for the terminal: ratios are medians of the rounds, with their middle half. */
export const formatScenario = (evaluated) => {
  const table = scenarioTable(evaluated)
  const widths = table[0].map((_, i) => Math.max(...table.map((cells) => cells[i].length)))
  const lines = table.map((cells, row) => {
    const [first, ...others] = cells.map((cell, i) =>
      i > 0 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
    )
    return [row === 0 ? `${first}  ` : `  ${first}`, ...others].join('   ').trimEnd()
  })
  const reasons = evaluated.rows.flatMap(({ contestant, missing }) =>
    missing ? [`  ${contestant}: ${missing}`] : [],
  )
  return [...lines, ...reasons].join('\n')
}

/** @param {string[][]} table header, then rows */
export const markdownTable = ([header, ...body]) =>
  [header, header.map((_, i) => (i > 0 ? '---:' : '---')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** Everything for documents: what all took part in as one table for each environment, the rest as tables of their own. */
export const formatMarkdown = (machine, runs) =>
  [
    `${machine}. Throughput relative to ${raw} in the same run: median of the rounds (their middle half), higher is better.`,
    ...runs.flatMap(({ environment, results }) => [`### ${environment}`, ...tablesOf(results.map(evaluate))]),
  ].join('\n\n') + '\n'

const tablesOf = (scenarios) => {
  const common = scenarios.filter(
    ({ references, rows, hasVariants }) => references[0] === raw && !hasVariants && rows.length > 1,
  )
  const others = scenarios.filter((scenario) => !common.includes(scenario) || scenario.against)
  return [...(common.length > 0 ? [overview(common)] : []), ...others.map(scenarioTable)].map(markdownTable)
}

const overview = (scenarios) => {
  const names = [...new Set(scenarios.flatMap(({ rows }) => rows.map(({ contestant }) => contestant)))]
  const peers = names.filter((name) => name !== raw)
  return [
    ['scenario', `${raw}, ops/s`, ...peers, `${iorpc} of same packets`],
    ...scenarios.map(({ title, rows }) => {
      const row = (name) => rows.find(({ contestant }) => contestant === name) ?? {}
      const { opsPerSecond } = row(raw)
      return [
        title,
        opsPerSecond ? number(opsPerSecond) : '-',
        ...peers.map((name) => ratio(row(name).ofRaw)),
        ratio(row(iorpc).ofPackets),
      ]
    }),
  ]
}
