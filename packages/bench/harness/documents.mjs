// What `--readme` writes: the page of all tables, and a short one in the README of the repository.
import { createRequire } from 'node:module'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { evaluate, raw, samePackets } from './evaluate.mjs'
import { formatMarkdown, markdownTable } from './format.mjs'

const root = join(import.meta.dirname, '../../..')

/** Scenarios that the README shows. */
const shown = ['sequential', 'concurrent', 'callbacks-concurrent', 'fresh', 'records', 'moved']

/**
 * Replaces what stands between `<!-- benchmark -->` and `<!-- /benchmark -->`.
 *
 * @param {string} path
 * @param {string} text
 */
async function replacePart(path, text) {
  const file = join(root, path)
  const old = await readFile(file, 'utf8')
  const parts = /^([^]*<!-- benchmark -->)[^]*(<!-- \/benchmark -->[^]*)$/.exec(old)
  if (!parts) throw new Error(`${path} has no place for the benchmark`)
  const options = await resolveConfig(file)
  await writeFile(file, await format(`${parts[1]}\n\n${text}\n\n${parts[2]}`, { ...options, filepath: file }))
}

/** @param {string} name of a package that takes part */
async function versionOf(name) {
  const require = createRequire(import.meta.url)
  for (const folder of require.resolve.paths(name) ?? []) {
    const text = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => undefined)
    if (text) return `${name} ${JSON.parse(text).version}`
  }
  throw new Error(`${name} is not installed`)
}

/** The shown scenarios: throughput relative to the hand-written RPC. */
function shortTable({ results }) {
  const scenarios = results.filter(({ id }) => shown.includes(id)).map(evaluate)
  const names = [...new Set(scenarios.flatMap(({ rows }) => rows.map(({ contestant }) => contestant)))]
  const peers = names.filter((name) => name !== raw && name !== samePackets)
  const body = scenarios.map(({ title, rows }) => [
    title,
    ...peers.map((name) => {
      const { ofRaw } = rows.find(({ contestant }) => contestant === name) ?? {}
      return ofRaw ? ofRaw.median.toFixed(2) : '-'
    }),
  ])
  return markdownTable([['calls per second, plain messages = 1', ...peers], ...body])
}

/**
 * @param {string} machine where and when it ran
 * @param {{ environment: string, results: object[] }[]} runs
 */
export async function writeDocuments(machine, runs) {
  const packages = ['iorpc', 'comlink', 'birpc', 'capnweb', '@quilted/threads']
  const versions = (await Promise.all(packages.map(versionOf))).join(', ')
  const command = '`npm run bench -- --readme`'
  await replacePart('docs/benchmark.md', `${versions}.\n\n${formatMarkdown(machine, runs)}`)
  const run = runs.find(({ environment }) => /chrom/i.test(environment)) ?? runs[0]
  if (!run) return
  const text = `${run.environment}; ${machine}. ${command} repeats it; every scenario, with its spread, and Node are in
[the benchmark](docs/benchmark.md).`
  await replacePart('README.md', `${shortTable(run)}\n\n${text}`)
}
