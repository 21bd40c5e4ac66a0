import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { button, launchPlayground, patience, percent, section } from './support/browser.js'

const browser = launchPlayground()

let page: Page
let demo: Locator
beforeAll(async () => {
  page = await browser.open()
  demo = section(page, 'Load lab')
})

const contestants = ['raw postMessage', 'ioRPC', 'ioRPC, batch()', 'comlink']

const tableOf = (name: RegExp) => demo.getByRole('table', { name })

/** The cells of a contestant's row, as numbers. */
async function numbers(table: Locator, name: string): Promise<number[]> {
  const header = table.getByRole('rowheader', { name, exact: true })
  const cells = await header.locator('xpath=following-sibling::td').allInnerTexts()
  return cells.filter((cell) => /\d/.test(cell)).map((cell) => Number(cell.replace(/[≤ ,]/g, '')))
}

test('measures four ways to call a worker', async () => {
  // Those of the other sections.
  const others = 4
  await expect.poll(() => page.workers().length, patience).toBe(others)
  await button(demo, 'Run').click()
  await demo.getByText('Measured', { exact: true }).waitFor()
  expect(await percent(demo.getByRole('progressbar'))()).toBe(100)

  for (const name of contestants) {
    const [callsPerSecond = 0, ratio = 0] = await numbers(tableOf(/^Calls a second/), name)
    expect(callsPerSecond).toBeGreaterThan(0)
    expect(ratio).toBeGreaterThan(0)
    if (name === 'raw postMessage') expect(ratio).toBe(1)

    const [p50 = 0, p95 = 0, p99 = 0] = await numbers(tableOf(/^Latency/), name)
    expect(p50).toBeGreaterThan(0)
    expect(p95).toBeGreaterThanOrEqual(p50)
    expect(p99).toBeGreaterThanOrEqual(p95)
    await demo.getByRole('img', { name: `Latency of ${name}: ` }).waitFor()
  }
  // Those of the run have ended with it.
  await expect.poll(() => page.workers().length, patience).toBe(others)
})

test('can be stopped and run again', async () => {
  const runAndStop = async (atOnce: string) => {
    await demo.getByRole('combobox', { name: 'Calls at once' }).selectOption(atOnce)
    await button(demo, 'Run').click()
    await expect.poll(percent(demo.getByRole('progressbar')), patience).toBeGreaterThan(0)
    await button(demo, 'Stop').click()
    await demo.getByText('Stopped').waitFor()
    expect(await percent(demo.getByRole('progressbar'))()).toBeLessThan(100)
    expect(
      await tableOf(/^Calls a second/)
        .getByRole('rowheader')
        .allInnerTexts(),
    ).toEqual(contestants)
  }
  await runAndStop('1,000')
  await runAndStop('1')
})
