// `npm test` checks everything; `npm test -- leak` runs only the tests that Vitest finds for `leak`.
import { spawnSync } from 'node:child_process'
import { installWhenNeeded, root } from './install.mjs'

const filter = process.argv.slice(2)
const bin = (/** @type {string} */ file) => `node_modules/${file}`

const checks = [
  { name: 'Formatting', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'Lint', command: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  { name: 'Types', command: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'Dead code', command: [bin('knip/bin/knip.js')] },
  { name: 'Builds', command: ['scripts/build.mjs'] },
]
const tests = { name: 'Tests', command: [bin('vitest/vitest.mjs'), 'run', ...filter] }

/**
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} work
 */
async function step(name, work) {
  const start = performance.now()
  console.log(`\n=== ${name}`)
  const passed = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`=== ${name} ${passed ? 'passed' : 'FAILED'} after ${seconds} s`)
  if (!passed) process.exit(1)
}

await step('Packages', () => {
  installWhenNeeded()
  return true
})

await step('Browser', async () => {
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

for (const { name, command } of filter.length > 0 ? [tests] : [...checks, tests]) {
  await step(name, () => spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0)
}
