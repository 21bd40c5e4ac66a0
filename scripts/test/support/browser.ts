import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { chromiumFlags, findChromium } from '../../findChromium.mjs'

/** A browser for the tests of a file. After each test its pages are closed; none may have logged an error or a warning. */
export function launchBrowser() {
  let browser: Browser
  const errors: string[] = []

  beforeAll(async () => {
    const executablePath = await findChromium()
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumFlags })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(errors.splice(0)).toEqual([])
  })

  return {
    async open(url: string): Promise<Page> {
      const context = await browser.newContext()
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
