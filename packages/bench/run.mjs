import { rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { buildBundles } from './harness/build.mjs'
import { runInChromium } from './harness/chromium.mjs'
import { writeDocuments } from './harness/documents.mjs'
import { evaluate } from './harness/evaluate.mjs'
import { formatMarkdown, formatScenario } from './harness/format.mjs'
import { describeMachine } from './harness/machine.mjs'
import { runInNode, runInOneThread } from './harness/node.mjs'
import { startSocketServer } from './harness/sockets.mjs'

const usage = `npm run bench -- [options]

  --node             only Node worker threads
  --one-thread       both sides in one thread of Node, to compare code on a busy machine
  --chromium         only headless Chromium, page and worker
  --only PART        only scenarios whose id contains PART; may be repeated
  --contestant PART  only contestants whose name contains PART; may be repeated
  --quick            fewer and shorter rounds: a glance, not a measurement
  --json FILE        write all times of all rounds
  --markdown FILE    write the tables for documents
  --readme           write docs/benchmark.md and the numbers of the README
  --profile FOLDER   write CPU profiles of readable bundles
`

const { values } = parseArgs({
  options: {
    node: { type: 'boolean' },
    chromium: { type: 'boolean' },
    'one-thread': { type: 'boolean' },
    only: { type: 'string', multiple: true, default: [] },
    contestant: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    readme: { type: 'boolean' },
    profile: { type: 'string' },
    help: { type: 'boolean' },
  },
})

const environments = {
  node: { bundles: 'node', runIn: runInNode },
  'one-thread': { bundles: 'node', runIn: runInOneThread },
  chromium: { bundles: 'chromium', runIn: runInChromium },
}

if (values.help) console.log(usage)
else {
  const asked = Object.keys(environments).filter((name) => values[name])
  const machine = describeMachine()
  const options = {
    only: values.only,
    contestants: values.contestant,
    ...(values.quick ? quick() : thorough()),
  }
  console.log(machine)
  const runs = []
  for (const name of asked.length > 0 ? asked : ['node', 'chromium']) runs.push(await run(name, options))
  if (values.json) await writeFile(values.json, JSON.stringify({ machine, options, runs }, null, 2))
  if (values.markdown) await writeFile(values.markdown, formatMarkdown(machine, runs))
  if (values.readme) await writeDocuments(machine, runs)
}

function thorough() {
  return { rounds: 7, budget: 4000, warmUps: 3 }
}

function quick() {
  return { rounds: 5, budget: 1000, warmUps: 2 }
}

async function run(name, options) {
  const { bundles: kind, runIn } = environments[name]
  const bundles = await buildBundles(kind, { minify: !values.profile })
  const results = []
  const report = (result) => {
    results.push(result)
    console.log(`\n${formatScenario(evaluate(result))}`)
  }
  console.log(`\n== ${name}`)
  const { socketUrl, close } = await startSocketServer(bundles)
  try {
    const environment = await runIn(bundles, { ...options, socketUrl }, report, { profile: values.profile })
    console.log(`\n${environment}`)
    return { environment, results }
  } finally {
    close()
    await rm(bundles, { recursive: true, force: true })
  }
}
