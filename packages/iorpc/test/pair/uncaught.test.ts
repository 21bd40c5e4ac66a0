import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumFlags, findChromium } from '../../../../scripts/findChromium.mjs'

/** An app that does not catch what the other side throws. */
const app = join(import.meta.dirname, 'uncaught.app.ts')

let folder: string
let file: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iorpc-'))
  file = join(folder, 'app.mjs')
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@iorpc/source'] },
    build: { outDir: folder, minify: false, lib: { entry: app, formats: ['es'], fileName: () => 'app.mjs' } },
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const expectBothStacks = (printed: string) => {
  expect(printed).toMatch(/^.*RemoteError: (TypeError: )?boom$/m)
  expect(printed.indexOf('failsRemotely')).toBeGreaterThan(0)
  expect(printed.indexOf('localCaller')).toBeGreaterThan(printed.indexOf('failsRemotely'))
}

test('an uncaught remote error shows both stacks in Node', () => {
  const { stderr, status } = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  expect(status).toBe(1)
  expectBothStacks(stderr)
})

test('an uncaught remote error shows both stacks in Chromium', async () => {
  const executablePath = await findChromium()
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumFlags })
  try {
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    await session.send('Runtime.enable')
    const printed = new Promise<string>((resolve) =>
      session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
        resolve(exceptionDetails.exception?.description ?? ''),
      ),
    )
    await page.addScriptTag({ path: file, type: 'module' })
    expectBothStacks(await printed)
  } finally {
    await browser.close()
  }
}, 60_000)
