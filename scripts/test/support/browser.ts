import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { chromiumFlags, findChromium } from '../../findChromium.mjs'

/**
 * A browser for the tests of a file. A page opened in a test is closed after it; one opened before all tests is theirs.
 * None may have logged an error or a warning.
 *
 * @param expected errors that a test provokes
 */
export function launchBrowser(expected?: RegExp) {
  let browser: Browser
  let shared: readonly BrowserContext[] = []
  const errors: string[] = []

  beforeAll(async () => {
    const executablePath = await findChromium()
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumFlags })
  })
  afterAll(() => browser.close())
  beforeEach(() => {
    shared = browser.contexts()
  })
  afterEach(async () => {
    const own = browser.contexts().filter((context) => !shared.includes(context))
    await Promise.all(own.map((context) => context.close()))
    expect(errors.splice(0).filter((error) => !expected?.test(error))).toEqual([])
  })

  return {
    async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext(options)
      // A busy machine may take long.
      context.setDefaultTimeout(60_000)
      const page = await context.newPage()
      page.on('pageerror', (error) => errors.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
      })
      await page.goto(url)
      return page
    },
  }
}
