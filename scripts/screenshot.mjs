// Takes the picture of the README from a playground that is running: `node scripts/screenshot.mjs http://localhost:5173/`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './findChromium.mjs'
import { getChromium } from './getChromium.mjs'
import { root } from './install.mjs'
import { toWebp } from './toWebp.mjs'

const [url = 'http://localhost:5173/'] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: await getChromium(), args: chromiumFlags })
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 1180 }, reducedMotion: 'reduce' })
  await page.goto(url)
  const run = async (/** @type {string} */ name, /** @type {string} */ outcome) => {
    const demo = page.getByRole('region', { name })
    await demo.getByRole('button', { name: 'Run', exact: true }).click()
    await demo.getByText(outcome).waitFor({ timeout: 60_000 })
  }
  await page.getByRole('region', { name: 'ioRPC devtools' }).getByRole('tab', { name: 'Packets' }).click()
  await run('Leak lab', '10 times')
  await run('Iframe demo', 'Both sides have called each other')
  await run('Worker demo', 'Printed in')
  await page.evaluate(() => scrollTo(0, 0))
  await page.mouse.move(0, 0)
  const picture = await page.screenshot()

  const bytes = await toWebp(page, picture, 0.85)
  await mkdir(join(root, 'docs'), { recursive: true })
  await writeFile(join(root, 'docs/playground.webp'), bytes)
  console.log(`docs/playground.webp: ${Math.round(bytes.length / 1000)} kB`)
} finally {
  await browser.close()
}
