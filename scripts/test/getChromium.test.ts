import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const getChromium = join(import.meta.dirname, '../getChromium.mjs')
const print = `import { getChromium } from ${JSON.stringify(getChromium)}
await getChromium().then(console.log, (error) => { console.error(error.message); process.exit(1) })`

// Programs are made of shell scripts here.
describe.runIf(process.platform === 'linux')('getChromium', () => {
  let bin: string

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'iorpc-bin-'))
  })
  afterEach(() => rmSync(bin, { recursive: true }))

  function program(name: string, script: string) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }

  /** On a machine that has no other programs than those of the test. */
  const run = (env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', print], {
      env: { PATH: bin, HOME: bin, ...env },
      encoding: 'utf8',
    })

  test('takes what CHROMIUM_PATH names', () => {
    program('my-browser', '')
    expect(run({ CHROMIUM_PATH: join(bin, 'my-browser') }).stdout).toBe(`${join(bin, 'my-browser')}\n`)
  })

  test('says when CHROMIUM_PATH names nothing that runs', () => {
    const { status, stderr } = run({ CHROMIUM_PATH: '/nowhere' })
    expect(status).toBe(1)
    expect(stderr).toBe('CHROMIUM_PATH names no program that can be run: /nowhere\n')
  })

  test('takes an installed browser', () => {
    program('google-chrome', '')
    expect(run().stdout).toBe(`${join(bin, 'google-chrome')}\n`)
  })

  test('installs one with the package manager, and says so', () => {
    symlinkSync('/bin/sh', join(bin, 'sh'))
    program('sudo', 'shift; "$@"')
    program('apt-get', `[ "$1" = install ] && : > ${bin}/chromium && /bin/chmod +x ${bin}/chromium`)
    const { stdout } = run()
    expect(stdout).toContain('apt-get install --yes --no-install-recommends chromium\n')
    expect(stdout).toMatch(new RegExp(`\n${join(bin, 'chromium')}\n$`))
  })

  test('ends with one sentence when there is none and none can be installed', () => {
    program('apt-get', 'exit 1')
    program('sudo', 'exit 1')
    const { status, stderr } = run()
    expect(status).toBe(1)
    expect(stderr).toBe(
      'The tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to its executable.\n',
    )
  })
})
