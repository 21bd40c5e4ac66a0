import { rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { buildBundles } from './harness/build.mjs'
import { runInChromium } from './harness/chromium.mjs'
import { runInNode } from './harness/node.mjs'
import { describeMachine, evaluate, formatMarkdown, formatScenario } from './harness/report.mjs'

const usage = `npm run bench -- [options]

  --node             only Node worker threads
  --chromium         only headless Chromium, page and worker
  --only PART        only scenarios whose id contains PART; may be repeated
  --contestant PART  only contestants whose name contains PART; may be repeated
  --quick            fewer and shorter rounds: a glance, not a measurement
  --json FILE        write all times of all rounds
  --markdown FILE    write the tables for documents
  --profile FOLDER   write CPU profiles of readable bundles
`

const { values } = parseArgs({
  options: {
    node: { type: 'boolean' },
    chromium: { type: 'boolean' },
    only: { type: 'string', multiple: true, default: [] },
    contestant: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean' },
  },
})

const runners = { node: runInNode, chromium: runInChromium }

if (values.help) console.log(usage)
else {
  const asked = ['node', 'chromium'].filter((name) => values[name])
  const options = {
    only: values.only,
    contestants: values.contestant,
    ...(values.quick ? quick() : thorough()),
  }
  const machine = describeMachine()
  const runs = []
  for (const name of asked.length > 0 ? asked : ['node', 'chromium'])
    runs.push(await run(name, options, machine))
  if (values.json) await writeFile(values.json, JSON.stringify({ machine, options, runs }, null, 2))
  if (values.markdown) await writeFile(values.markdown, runs.map(toMarkdown).join('\n\n') + '\n')
}

function thorough() {
  return { rounds: 7, budget: 5000, warmUps: 3 }
}

function quick() {
  return { rounds: 5, budget: 1000, warmUps: 2 }
}

async function run(name, options, machine) {
  const bundles = await buildBundles(name, { minify: !values.profile })
  const results = []
  const report = (result) => {
    results.push(result)
    console.log(`\n${formatScenario(evaluate(result))}`)
  }
  console.log(`\n${name}: ${machine}`)
  try {
    const environment = await runners[name](bundles, options, report, { profile: values.profile })
    console.log(`\n${environment}`)
    return { environment, machine, results }
  } finally {
    await rm(bundles, { recursive: true, force: true })
  }
}

function toMarkdown({ results, ...run }) {
  return formatMarkdown({ ...run, scenarios: results.map(evaluate) })
}
