import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  button,
  launchPlayground,
  panelOf,
  patience,
  section,
  seePacket,
  showTab,
} from './support/browser.js'

const browser = launchPlayground()

interface TraceEvent {
  pid: number
  tid: number
  /** Microseconds of processor time: what other programs take meanwhile does not count. */
  tdur?: number
  args: { name?: string }
}

/** Milliseconds of processor time that the longest task takes on a main thread of the browser while `work` runs. */
async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const traced = page.context().browser()
  if (!traced) throw new Error('The page has no browser')
  await traced.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await work()
  const { traceEvents } = JSON.parse(String(await traced.stopTracing())) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mainThreads = new Set(traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf))
  const times = traceEvents.filter((event) => mainThreads.has(threadOf(event))).map(({ tdur = 0 }) => tdur)
  return times.reduce((longest, time) => Math.max(longest, time), 0) / 1000
}

test('a 4-megapixel job runs no task over 100 ms on the main thread, with the panel open', async () => {
  const page = await browser.open()
  const demo = section(page, 'Worker demo')
  await showTab(page, 'Packets')
  const print = async () => {
    await button(demo, 'Run').click()
    await demo.getByText('Printed in 25 strips').waitFor()
  }
  // The first print also loads and compiles code.
  await print()
  expect(await longestTask(page, print)).toBeLessThan(100)

  // The measurement would see one.
  const block = () => {
    let last = performance.now()
    for (let worked = 0; worked < 400;) {
      const now = performance.now()
      // A longer gap is another program's time.
      worked += Math.min(now - last, 1)
      last = now
    }
  }
  expect(await longestTask(page, () => page.evaluate(block))).toBeGreaterThan(100)
})

test('a flood of 50,000 packets leaves the panel usable and its memory bounded', async () => {
  const page = await browser.open()
  const demo = section(page, 'Worker demo')
  const packets = await showTab(page, 'Packets')
  const devtools = await page.context().newCDPSession(page)
  const flood = async () => {
    await button(demo, 'Send 50,000 packets').click()
    await demo.getByText('Flooding').waitFor()
    await demo.getByText('All are answered').waitFor()
  }
  const usedMegabytes = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6
  }

  await flood()
  const before = await usedMegabytes()
  await flood()
  await flood()
  // 100,000 packets that were kept would take more than this.
  expect((await usedMegabytes()) - before).toBeLessThan(10)

  const rows = packets.getByRole('row')
  await expect.poll(() => rows.count(), patience).toBeGreaterThan(5)
  expect(await rows.count()).toBeLessThan(100)
  await seePacket(page, 'dir:in kind:reply echo', 'in reply echo Worker demo')
  await button(panelOf(page), 'Clear').click()
  await expect.poll(() => packets.getByRole('row', { name: /echo/ }).count(), patience).toBe(0)
})
