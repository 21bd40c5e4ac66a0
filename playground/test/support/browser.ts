import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { chromiumFlags, findChromium } from '../../../scripts/findChromium.mjs'

/** For what a busy machine may take long to do, in milliseconds. */
export const patience = { timeout: 60_000, interval: 50 }

/**
 * A browser for the tests of a file. After each test its pages are closed; none may have logged an error.
 *
 * @param expected errors that a test provokes
 */
export function launchBrowser(expected?: RegExp) {
  let browser: Browser
  const errors: string[] = []

  beforeAll(async () => {
    const executablePath = await findChromium()
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumFlags })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(errors.splice(0).filter((error) => !expected?.test(error))).toEqual([])
  })

  return {
    /** Opens a page of the playground, or another address. */
    async open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1360, height: 1000 }, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(patience.timeout)
      page.on('pageerror', (error) => errors.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
      })
      await page.goto(new URL(path, inject('playgroundUrl')).href)
      return page
    },
  }
}

/** A landmark of the page. */
export const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

export const button = (region: Locator, name: string): Locator =>
  region.getByRole('button', { name, exact: true })

/** The number, or text, that a section shows under this name. */
export const fact = (region: Locator, name: string): Locator =>
  region.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd')

export const panelOf = (page: Page): Locator => section(page, 'ioRPC devtools')

/** Shows a tab of the panel. */
export async function showTab(page: Page, name: string): Promise<Locator> {
  await panelOf(page).getByRole('tab', { name }).click()
  return panelOf(page).getByRole('tabpanel', { name })
}

/** Filters the panel's packets, and waits for one whose row begins so. */
export async function seePacket(page: Page, filter: string, row: string): Promise<void> {
  const packets = await showTab(page, 'Packets')
  await packets.getByRole('combobox', { name: 'Filter packets' }).fill(filter)
  await packets
    .getByRole('row', { name: new RegExp(`^${row} `) })
    .first()
    .waitFor()
}

/** Presses Tab until the element has the focus, and checks that this can be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element.matches(':focus-visible'))) {
      expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

/** How a section is used: with the mouse, or with the keyboard alone. */
export type Press = (page: Page, target: Locator) => Promise<void>

export const ways: [name: string, press: Press][] = [
  ['mouse', (_, target) => target.click()],
  [
    'keyboard',
    async (page, target) => {
      await tabTo(page, target)
      await page.keyboard.press('Enter')
    },
  ],
]

/** For `expect.poll`. */
export const text = (locator: Locator) => () => locator.innerText()
export const percent = (progress: Locator) => async () => Number(await progress.getAttribute('aria-valuenow'))
