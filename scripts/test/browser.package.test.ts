import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from './support/browser.js'

const installed = join(inject('project'), 'node_modules')

/** What the worker does, and how the page calls it: as in the README, without a build step. */
const serve = `
  const { local } = pair({
    send: (packet) => postMessage(packet),
    on: (handler) => (onmessage = (event) => handler(event.data)),
  })
  local.processData = async (data, onProgress) => {
    for (let i = 0; i < data.length; i++) await onProgress((i + 1) / data.length)
    return data.length
  }`
const call = (worker: string) => `
  const worker = ${worker}
  const { remote } = pair({
    send: (packet) => worker.postMessage(packet),
    on: (handler) => (worker.onmessage = (event) => handler(event.data)),
  })
  const progress = []
  remote.processData([1, 2], (done) => progress.push(done)).then((count) => (document.title = [...progress, count].join()))`

const files: Record<string, string> = {
  '/empty.html': '<!doctype html><link rel="icon" href="data:,">',
  '/classic-worker.js': `importScripts('/iorpc/index.js'); const { pair } = iorpc; ${serve}`,
  '/module-worker.js': `import { pair } from '/iorpc/index.esm.js'; ${serve}`,
  '/classic.html': `<link rel="icon" href="data:,"><script src="/iorpc/index.js"></script><script>const { pair } = iorpc; ${call("new Worker('/classic-worker.js')")}</script>`,
  '/module.html': `<link rel="icon" href="data:,"><script type="module">import { pair } from '/iorpc/index.esm.js'; ${call("new Worker('/module-worker.js', { type: 'module' })")}</script>`,
}

const { open } = launchBrowser()
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer(async ({ url = '' }, response) => {
    const body = files[url] ?? (await readFile(join(installed, url), 'utf8').catch(() => undefined))
    const type = url.endsWith('.html') ? 'text/html' : 'text/javascript'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

test.each(['/classic.html', '/module.html'])(
  'the standalone files work in a page and its worker: %s',
  async (path) => {
    const page = await open(origin + path)
    await expect.poll(() => page.title()).toBe('0.5,1,2')
  },
)

test('a script tag defines the global `iorpc`, and no other', async () => {
  const page = await open(`${origin}/empty.html`)
  const before = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  await page.addScriptTag({ url: '/iorpc/index.js' })
  const after = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  expect(after.filter((name) => !before.includes(name))).toEqual(['iorpc'])
})
