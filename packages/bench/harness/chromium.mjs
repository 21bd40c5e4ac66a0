import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../../scripts/findChromium.mjs'

const page = '<!doctype html><title>bench</title><script type="module" src="page.js"></script>'

// Without cross-origin isolation `performance.now()` is coarse.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** @param {string} folder */
const serve = async (folder) => {
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '')
    response.writeHead(200, { ...headers, 'Content-Type': name ? 'text/javascript' : 'text/html' })
    if (!name) response.end(page)
    else
      createReadStream(join(folder, name))
        .on('error', () => response.end())
        .pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

/**
 * Runs the scenarios between a page of headless Chromium and its workers.
 *
 * @param {string} bundles
 * @param {object} options
 * @param {(result: object) => void} report
 * @param {{ profile?: string }} tools folder for CPU profiles
 * @returns {Promise<string>} what ran
 */
export async function runInChromium(bundles, options, report, { profile }) {
  const executablePath = await findChromium()
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_PATH')
  const server = await serve(bundles)
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  try {
    const tab = await browser.newPage()
    tab.on('pageerror', (error) => console.error(error))
    await tab.exposeFunction('report', report)
    await tab.goto(server.url)
    const stopProfile = profile ? await startProfile(tab, profile) : undefined
    await tab.evaluate((given) => window.runBenchmark(given), options)
    await stopProfile?.()
    return `Chromium ${browser.version()}, page and worker`
  } finally {
    await browser.close()
    server.close()
  }
}

/**
 * @param {import('playwright-core').Page} tab
 * @param {string} folder
 */
const startProfile = async (tab, folder) => {
  const session = await tab.context().newCDPSession(tab)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 200 })
  await session.send('Profiler.start')
  return async () => {
    const { profile } = await session.send('Profiler.stop')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'page.cpuprofile'), JSON.stringify(profile))
  }
}
