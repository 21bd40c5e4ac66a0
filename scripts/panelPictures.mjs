// Takes the pictures of the panel's tabs, in both themes, from a playground that is running:
// `node scripts/panelPictures.mjs http://localhost:5173/`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './findChromium.mjs'
import { getChromium } from './getChromium.mjs'
import { root } from './install.mjs'
import { toWebp } from './toWebp.mjs'

/** @typedef {import('playwright-core').Page} Page */

const [url = 'http://localhost:5173/'] = process.argv.slice(2)
const folder = join(root, 'docs/devtools')

/** @param {Page} page */
const panelOf = (page) => page.getByRole('region', { name: 'ioRPC devtools' })

/**
 * @param {Page} page
 * @param {string} name of the demo
 * @param {string | RegExp} outcome
 */
async function run(page, name, outcome) {
  const demo = page.getByRole('region', { name, exact: true })
  await demo.getByRole('button', { name: 'Run', exact: true }).click()
  await demo.getByText(outcome).first().waitFor({ timeout: 60_000 })
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function showTab(page, name) {
  await panelOf(page).getByRole('tab', { name }).click()
  return panelOf(page).getByRole('tabpanel', { name })
}

/**
 * Shows the details of the first row.
 *
 * @param {Page} page
 * @param {import('playwright-core').Locator} tab
 */
async function selectFirst(page, tab) {
  await tab.getByRole('grid').focus()
  await page.keyboard.press('Home')
  await tab.getByRole('button', { name: 'Close details' }).waitFor()
}

/**
 * What is done in each tab before its picture is taken.
 *
 * @type {[tab: string, prepare: (page: Page, tab: import('playwright-core').Locator) => Promise<void>][]}
 */
const pictures = [
  [
    'Bindings',
    async (_, tab) => {
      await tab.getByRole('row', { name: /Forgetful/ }).click()
    },
  ],
  [
    'Packets',
    async (page, tab) => {
      await tab.getByRole('combobox').fill('method:countDown,lendPen,knock')
      await selectFirst(page, tab)
    },
  ],
  [
    'Calls',
    async (page, tab) => {
      await tab.getByRole('combobox').fill('connection:iframe')
      await selectFirst(page, tab)
    },
  ],
  [
    'Transfers',
    async (page, tab) => {
      await run(page, 'Binary demo', 'The bytes are identical')
      await run(page, 'Binary demo', /of 168 chunks/)
      await tab
        .getByText(/^[3-9]\d \/ 168$/)
        .first()
        .waitFor()
    },
  ],
  [
    'Connections',
    async (_, tab) => {
      await tab
        .getByRole('row', { name: /Leak lab, forgets/ })
        .first()
        .click()
    },
  ],
  [
    'Console',
    async (_, tab) => {
      await tab.getByRole('combobox', { name: 'Call on' }).selectOption('Worker demo')
      for (const [name, args] of [
        ['echo', '{"hello": ["worker", 42]}'],
        ['shred', '"everything"'],
      ]) {
        await tab.getByRole('combobox', { name: 'Function' }).fill(name ?? '')
        await tab.getByRole('textbox', { name: 'Arguments' }).fill(args ?? '')
        await tab.getByRole('button', { name: 'Call', exact: true }).click()
        await tab.getByRole('listitem').first().getByText(/ms$/).waitFor()
      }
    },
  ],
  [
    'Faults',
    async (_, tab) => {
      await tab.getByRole('combobox').fill('status:open')
      const iframe = tab.getByRole('group', { name: 'Iframe demo' })
      await iframe.getByRole('spinbutton', { name: 'Delay, ms' }).fill('250')
      await iframe.getByRole('spinbutton', { name: 'Drop packets, %' }).fill('5')
      await iframe.getByRole('button', { name: 'Inject faults' }).click()
    },
  ],
]

const browser = await chromium.launch({ executablePath: await getChromium(), args: chromiumFlags })
try {
  await mkdir(folder, { recursive: true })
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await browser.newPage({
      viewport: { width: 1120, height: 800 },
      colorScheme,
      reducedMotion: 'reduce',
    })
    await page.addInitScript(() => {
      localStorage.setItem('iorpc-devtools', JSON.stringify({ open: true, height: 360 }))
    })
    await page.goto(url)
    await run(page, 'Leak lab', '10 times')
    await run(page, 'Iframe demo', 'Both sides have called each other')
    await run(page, 'Worker demo', 'Printed in')
    for (const [name, prepare] of pictures) {
      await prepare(page, await showTab(page, name))
      // Nothing is hovered over, and what has just been done is painted.
      await page.mouse.move(0, 0)
      await page.waitForTimeout(200)
      const bytes = await toWebp(page, await panelOf(page).screenshot(), 0.9)
      const file = `${name.toLowerCase()}-${colorScheme}.webp`
      await writeFile(join(folder, file), bytes)
      console.log(`docs/devtools/${file}: ${Math.round(bytes.length / 1000)} kB`)
    }
    await page.close()
  }
} finally {
  await browser.close()
}
