import type { AxeResults } from 'axe-core'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { button, launchPlayground, section } from './support/browser.js'

const browser = launchPlayground()
const axe = createRequire(import.meta.url).resolve('axe-core')

let page: Page
beforeAll(async () => {
  page = await browser.open('', { permissions: ['clipboard-read', 'clipboard-write'] })
})

const sections = {
  'Worker demo': ['PrintJob.tsx', 'printer.worker.ts'],
  'Iframe demo': ['Visit.tsx', 'frame/main.ts'],
  'Binary demo': ['sendBytes.ts'],
  Subscriptions: ['Basket.tsx', 'Connection.tsx', 'store.worker.ts'],
  WebSocket: ['Room.tsx', 'Visit.tsx', 'Share.tsx', 'server/room.ts'],
  'Leak lab': ['Forgetful.tsx', 'Careful.tsx'],
  'Load lab': ['takeTurns.ts', 'takeSlice.ts', 'iorpc.ts', 'rawPostMessage.ts'],
}

/** What axe finds in a document, in a few words each. */
async function violations(frame: Frame, runOnly?: string): Promise<string[]> {
  await frame.addScriptTag({ path: axe })
  return frame.evaluate(async (runOnly) => {
    const { run } = (
      globalThis as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }
    ).axe
    // The panel has a test of its own.
    const { violations } = await run(
      { exclude: ['iorpc-devtools'] },
      { iframes: false, resultTypes: ['violations'], ...(runOnly && { runOnly: [runOnly] }) },
    )
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  }, runOnly)
}

test.each([1360, 360])('nothing bars the way at %i px, in both colour schemes', async (width) => {
  const page = await browser.open('', { viewport: { width, height: 800 }, reducedMotion: 'reduce' })
  await button(section(page, 'Iframe demo'), 'Run').click()
  await section(page, 'Iframe demo').getByText('Both sides have called each other').waitFor()
  await button(section(page, 'Leak lab'), 'Run').click()
  await section(page, 'Leak lab').getByText('10 times').waitFor()
  await section(page, 'WebSocket').getByRole('checkbox').check()
  await button(section(page, 'Load lab'), 'Run').click()
  await section(page, 'Load lab').getByRole('table').first().waitFor()
  await button(section(page, 'Load lab'), 'Stop').click()

  const [top, frame] = page.frames()
  if (!top || !frame) throw new Error('The page has no iframe')
  for (const document of [top, frame]) {
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await violations(document)).toEqual([])
    // Only colours are others.
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(document, 'color-contrast')).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
})

test('whoever does not want motion sees none', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving = await page
    .locator('#root *')
    .evaluateAll(
      (elements) =>
        elements
          .flatMap((element) => [getComputedStyle(element), getComputedStyle(element, '::before')])
          .filter(
            ({ transitionDuration, animationDuration }) =>
              parseFloat(transitionDuration) > 0 || parseFloat(animationDuration) > 0,
          ).length,
    )
  expect(moving).toBe(0)
})

test('each section shows the code that it runs', async () => {
  for (const [name, files] of Object.entries(sections)) {
    const demo = section(page, name)
    for (const file of files) {
      const disclosure = button(demo, file)
      if ((await disclosure.getAttribute('aria-expanded')) === 'false') await disclosure.click()
      const code = await demo.getByRole('group', { name: `Code of ${file}` }).innerText()
      expect(code.length).toBeGreaterThan(200)
    }
    expect(await demo.getByRole('button', { name: /^Copy / }).count()).toBe(files.length)
  }
})

test('code is copied as it is shown, and can be closed', async () => {
  const demo = section(page, 'Leak lab')
  await button(demo, 'Copy Careful.tsx').click()
  await demo.getByText('Copied').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^export function Careful\(\) {\n {2}const remote = useRemote/)
  const code = demo.getByRole('group', { name: 'Code of Careful.tsx' })
  expect(await code.innerText()).toBe(copied)
  await button(demo, 'Careful.tsx').click()
  expect(await code.count()).toBe(0)
})
