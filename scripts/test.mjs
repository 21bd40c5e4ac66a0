// `npm test` checks everything; `npm test -- leak` runs only the tests that Vitest finds for `leak`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { installWhenNeeded, root } from './install.mjs'

const filter = process.argv.slice(2)
const bin = (/** @type {string} */ file) => `node_modules/${file}`

/** Two rows of checks, which run side by side. Each command keeps one processor busy. */
const checks = [
  [
    {
      name: 'Formatting',
      command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'Lint', command: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  ],
  [
    { name: 'Types', command: [bin('typescript/bin/tsc'), '--noEmit'] },
    { name: 'Dead code', command: [bin('knip/bin/knip.js')] },
    { name: 'Builds', command: ['scripts/build.mjs'] },
  ],
]

/**
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} work
 */
async function step(name, work) {
  const start = performance.now()
  const passed = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`=== ${name} ${passed ? 'passed' : 'FAILED'} after ${seconds} s`)
  return passed
}

/**
 * Runs a check, and prints what it says in one piece.
 *
 * @param {{ name: string, command: string[] }} check
 */
const check = ({ name, command }) =>
  step(name, async () => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {Buffer[]} */
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
    const [status] = await once(child, 'close')
    process.stdout.write(Buffer.concat(output))
    return status === 0
  })

/** @param {{ name: string, command: string[] }[]} row */
async function checkInTurn(row) {
  let passed = true
  for (const it of row) passed = (await check(it)) && passed
  return passed
}

const test = () =>
  step('Tests', async () => {
    const command = [bin('vitest/vitest.mjs'), 'run', ...filter]
    const [status] = await once(spawn(process.execPath, command, { cwd: root, stdio: 'inherit' }), 'close')
    return status === 0
  })

const hasBrowser = () =>
  step('Browser', async () => {
    // Imported late: it needs the installed packages.
    const { getChromium } = await import('./getChromium.mjs')
    try {
      process.env.CHROMIUM_PATH = await getChromium()
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      return false
    }
    console.log(process.env.CHROMIUM_PATH)
    return true
  })

installWhenNeeded()
const passes =
  (await hasBrowser()) &&
  (filter.length > 0 || (await Promise.all(checks.map(checkInTurn))).every(Boolean)) &&
  (await test())
process.exitCode = passes ? 0 : 1
