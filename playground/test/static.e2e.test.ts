import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  button,
  fact,
  launchPlayground,
  panelOf,
  patience,
  percent,
  section,
  text,
} from './support/browser.js'

const browser = launchPlayground()
const root = join(import.meta.dirname, '../..')
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.webp': 'image/webp',
}

let folder: string

/** Serves the folder below a path, and knows of nothing but files. */
const server = createServer(async ({ url = '' }, response) => {
  const path = /^\/any%20folder\/([^?]*)/.exec(url)?.[1]
  const file =
    path === undefined
      ? undefined
      : join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path)
  const content = file && (await readFile(file).catch(() => undefined))
  response.writeHead(content ? 200 : 404, { 'content-type': types[extname(file ?? '')] ?? 'text/plain' })
  response.end(content)
})
let address: string
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iorpc-playground-'))
  const { status, stderr } = spawnSync(process.execPath, ['scripts/buildPlayground.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  address = `http://localhost:${(server.address() as AddressInfo).port}/any%20folder/`
  page = await browser.open(address)
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const run = async (name: string, outcome: string) => {
  await button(section(page, name), 'Run').click()
  await section(page, name).getByText(outcome, { exact: true }).waitFor()
}

test('works from any folder of a static server, also one with a space in its name', async () => {
  await run('Worker demo', 'Printed in 25 strips')
  await run('Binary demo', 'The bytes are identical')
  const load = section(page, 'Load lab')
  await button(load, 'Run').click()
  await expect.poll(percent(load.getByRole('progressbar')), patience).toBeGreaterThan(0)
  await button(load, 'Stop').click()

  const subscriptions = section(page, 'Subscriptions')
  await button(subscriptions, 'Kill worker').click()
  await expect.poll(text(fact(subscriptions, 'Epoch')), patience).toBe('2')
  await button(subscriptions, 'Add an apple').click()
  await expect.poll(text(fact(subscriptions, 'Fruit')), patience).toBe('1')
})

test('the iframe is of another origin there too', async () => {
  const demo = section(page, 'Iframe demo')
  await run('Iframe demo', 'Both sides have called each other')
  const origin = await page.frames()[1]?.evaluate(() => self.origin)
  expect(origin).toBe('null')

  const log = demo.getByRole('log', { name: 'Log of the page' })
  const before = await log.innerText()
  await button(demo, 'Send a forged message').click()
  await expect.poll(text(fact(demo, 'Messages ignored by the page')), patience).toMatch(/[1-9]/)
  expect(await log.innerText()).toBe(before)
})

test('the panel names the component that leaks', async () => {
  await run('Leak lab', 'Mounted and unmounted 10 times')
  await panelOf(page)
    .getByRole('row', { name: /10 Forgetful Forgetful\.tsx:\d+/ })
    .waitFor()
})

test('says that there is no server for the WebSocket', async () => {
  await section(page, 'WebSocket')
    .getByText('There is no server behind this copy of the playground')
    .waitFor()
})

test('has the first example', async () => {
  const page = await browser.open(`${address}example/`)
  await page.getByRole('button', { name: 'Count' }).click()
  await expect.poll(() => page.getByRole('status').innerText(), patience).toBe('78498')
})
