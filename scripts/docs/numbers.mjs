// Numbers that the documents tell are read from the tests and sources that they are about.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runnerImport } from 'vite'
import { filesNamed } from './documents.mjs'

const root = join(import.meta.dirname, '../..')
const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8')

/**
 * How often a test runs programs, as fast-check is told; in a test that is repeated, for each repetition.
 *
 * @param {string} file
 */
function runsIn(file) {
  const runs = [...read(file).matchAll(/numRuns: (?:Number\(process\.env\.\w+ \?\? )?([\d_]+)/g)]
  if (runs.length === 0) throw new Error(`${file} tells no numRuns`)
  return runs.reduce((sum, [, digits = '']) => sum + Number(digits.replaceAll('_', '')), 0)
}

/**
 * The value of an export.
 *
 * @param {string} file
 * @param {string} name
 */
async function exportOf(file, name) {
  const { module } = await runnerImport(join(root, file), { configFile: false, logLevel: 'error' })
  return /** @type {Record<string, unknown>} */ (module)[name]
}

/** Runs with the newest React; with others there are fewer. */
function randomLives() {
  return Math.max(
    ...[...read('vite.config.ts').matchAll(/randomRuns: (\d+)/g)].map(([, runs]) => Number(runs)),
  )
}

/** Rows of `docs/reliability.md`: what is tried, how often, and by which test. */
async function rows() {
  const programs = 'packages/iorpc/test/model/programs.test.ts'
  const bytes = 'packages/iorpc/test/bin/properties.test.ts'
  const queue = 'packages/iorpc/test/bin/backpressure.test.ts'
  const verdicts = 'packages/tap/test/components.browser.test.tsx'
  const recorder = 'packages/tap/test/agreement.test.ts'
  const components = 'packages/react/test/random.browser.test.tsx'
  const hostile = 'packages/iorpc/test/protocol/hostile.test.ts'
  const wire = 'packages/iorpc/test/protocol/scenarios.test.ts'
  const modes = /const modes[^]*?^}/m.exec(read(programs))?.[0].match(/^ {2}\S.*: \{/gm)?.length ?? 0
  const packets = /** @type {{ mode: string }[]} */ (
    await exportOf('packages/iorpc/test/protocol/hostilePackets.ts', 'hostilePackets')
  )
  const inBothModes = packets.filter(({ mode }) => mode === 'any').length
  const vectors = Object.keys(JSON.parse(read('packages/iorpc/test/protocol/vectors.json'))).length
  return [
    [
      'Random programs of two pairs over a channel that loses, repeats and reorders',
      modes * runsIn(programs),
      programs,
    ],
    ['Random packets with bytes, in chunks of random size, some of them damaged', runsIn(bytes), bytes],
    ['Random sends, drains and failures of a `binChannel`', runsIn(queue), queue],
    ['Random lives of React components: mounted, hidden, reconnected, calling', randomLives(), components],
    ['Random programs whose ledger in the tap has to agree with the pair', runsIn(recorder), recorder],
    ['Random React programs without a leak, in which the tap must see none', runsIn(verdicts), verdicts],
    ['Packets of a broken or hostile peer', packets.length + inBothModes, hostile],
    ['Exchanges that are byte for byte those of version 9.1.0', vectors, wire],
  ]
}

/** The table of `docs/reliability.md`. */
export async function reliabilityTable() {
  const told = await rows()
  const random = filesNamed(/\.test\.tsx?$/).filter((file) => readFileSync(file, 'utf8').includes('numRuns'))
  for (const file of random.map((path) => relative(root, path))) {
    if (!told.some(([, , by]) => by === file)) throw new Error(`The table does not tell of ${file}`)
  }
  const body = told.map(([what, count, file]) => {
    const path = relative(join(root, 'docs'), join(root, String(file)))
    return `| ${what} | ${Number(count).toLocaleString('en-US')} | [${String(file).split('/').at(-1)}](${path}) |`
  })
  return ['| what is tried | times | by |', '| --- | ---: | --- |', ...body].join('\n')
}
