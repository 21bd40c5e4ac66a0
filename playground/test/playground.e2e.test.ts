import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import {
  button,
  fact,
  launchPlayground,
  panelOf,
  patience,
  percent,
  section,
  seePacket,
  showTab,
  text,
} from './support/browser.js'

const browser = launchPlayground()

/** All tests use the one page, as a visitor does: each section keeps what it has done. */
let page: Page
beforeAll(async () => {
  page = await browser.open()
})

test('the header leads to a landmark for each section, and the panel is one too', async () => {
  const links = page.getByRole('navigation', { name: 'Sections' }).getByRole('link')
  const names = await links.allInnerTexts()
  expect(names).toHaveLength(7)
  for (const name of names) {
    await links.filter({ hasText: name }).click()
    await expect.poll(() => section(page, name).evaluate((it) => it.matches(':target')), patience).toBe(true)
  }
  await panelOf(page).waitFor()
})

test('Worker demo: Stop unmounts the job half-way', async () => {
  const demo = section(page, 'Worker demo')
  await button(demo, 'Run').click()
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBeGreaterThan(10)
  // The call and its callback.
  await expect.poll(text(fact(demo, 'Pending, page')), patience).toBe('2')
  await expect.poll(text(fact(demo, 'Jobs in the worker')), patience).toBe('1')

  await button(demo, 'Stop').click()
  await demo.getByText('Stopped').waitFor()
  await expect.poll(text(fact(demo, 'Pending, page')), patience).toBe('0')
  await expect.poll(text(fact(demo, 'Pending, worker')), patience).toBe('0')
  await expect.poll(text(fact(demo, 'Jobs in the worker')), patience).toBe('0')
})

test('Worker demo prints the picture, also after a job that was stopped', async () => {
  const demo = section(page, 'Worker demo')
  const size = () =>
    demo
      .getByRole('img', { name: /Mountains/ })
      .evaluate((image: HTMLImageElement) => image.naturalWidth * image.naturalHeight)
  await expect.poll(size, patience).toBeGreaterThanOrEqual(4e6)

  await button(demo, 'Run').click()
  await demo.getByText('Printed in 25 strips').waitFor()
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBe(100)

  // All of it, looked at through four pixels.
  const pixels = await demo.getByRole('img', { name: 'The print' }).evaluate((canvas: HTMLCanvasElement) => {
    const context = new OffscreenCanvas(2, 2).getContext('2d')
    context?.drawImage(canvas, 0, 0, 2, 2)
    return [...(context?.getImageData(0, 0, 2, 2).data ?? [])]
  })
  expect(pixels.filter((_, index) => index % 4 === 3)).toEqual([255, 255, 255, 255])

  await seePacket(page, 'dir:out kind:call print', 'out call print Worker demo')
  await seePacket(page, 'dir:in kind:callback print', 'in callback onStrip print(1) Worker demo')
})

test('Iframe demo has both sides call each other', async () => {
  const demo = section(page, 'Iframe demo')
  const log = demo.getByRole('log', { name: 'Log of the page' })
  const frame = demo.frameLocator('iframe[sandbox="allow-scripts allow-same-origin"]')
  await button(demo, 'Run').click()
  await demo.getByText('Both sides have called each other').waitFor()
  expect((await log.innerText()).split('\n')).toEqual([
    'The iframe counts: 3',
    'The iframe counts: 2',
    'The iframe counts: 1',
    'The iframe says: lift-off',
    'The iframe says: Hello, page!',
    'The iframe knocks',
    'The iframe borrows a pen',
    'The pen writes: I was here',
  ])
  expect(await frame.getByRole('log').innerText()).toContain('The page has written 10 letters')

  await frame.getByRole('button', { name: 'Call the page' }).click()
  await expect.poll(text(log), patience).toMatch(/(The iframe knocks[^]*){2}/)

  await seePacket(page, 'countDown', 'out call countDown Iframe demo')
  await seePacket(page, 'knock', 'in call knock Iframe demo')
  const connections = await showTab(page, 'Connections')
  await connections.getByRole('row', { name: /^Iframe demo open window 1 0 0 / }).waitFor()
})

test('Iframe demo ignores what other windows and origins post', async () => {
  const demo = section(page, 'Iframe demo')
  const frame = demo.frameLocator('iframe[sandbox="allow-scripts allow-same-origin"]')
  const log = demo.getByRole('log', { name: 'Log of the page' })
  const before = await log.innerText()

  await button(demo, 'Send a forged message').click()
  // Two of this window, two of a window of an opaque origin; the iframe hears the latter two.
  await expect.poll(text(fact(demo, 'Messages ignored by the page')), patience).toBe('4')
  await expect.poll(text(frame.getByRole('status')), patience).toBe('2')

  expect(await log.innerText()).toBe(before)
  await button(demo, 'Run').click()
  await expect.poll(text(log), patience).toMatch(/(The pen writes[^]*){3}/)
})

test('the panel shows both sides of workers and the iframe', async () => {
  const connections = await showTab(page, 'Connections')
  for (const side of ['Worker demo open worker', 'Subscriptions open worker', 'Iframe demo open iframe']) {
    await connections.getByRole('row', { name: new RegExp(`^${side} 1 `) }).waitFor()
  }
  // In the bar of the call, the part that the other side has worked.
  const calls = await showTab(page, 'Calls')
  await calls.getByRole('combobox', { name: 'Filter calls' }).fill('dir:out method:visitPage')
  await calls
    .getByRole('row', { name: /out visitPage / })
    .first()
    .locator('.waterfall .there')
    .waitFor()
})

test('Binary demo sends 32 MiB in chunks, and can be cancelled', async () => {
  const demo = section(page, 'Binary demo')
  const transfers = await showTab(page, 'Transfers')
  await button(demo, 'Run').click()
  const half = async (progress: Locator) => {
    const share =
      Number(await progress.getAttribute('aria-valuenow')) /
      Number(await progress.getAttribute('aria-valuemax'))
    return share > 0 && share < 1
  }
  await expect.poll(() => half(demo.getByRole('progressbar')), patience).toBe(true)
  await transfers
    .getByText(/\d+ \/ 168/)
    .first()
    .waitFor()
  await button(demo, 'Cancel').click()
  await demo.getByText('Cancelled').waitFor()
  const connections = await showTab(page, 'Connections')
  await connections.getByRole('row', { name: /^Binary demo, sender closed .* 0 0 / }).waitFor()

  await showTab(page, 'Transfers')
  await button(demo, 'Run').click()
  await demo.getByText('The bytes are identical').waitFor()
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBe(100)
  await demo.getByText('168 of 168 chunks').waitFor()
  const sent = await fact(demo, 'SHA-256 sent').innerText()
  expect(sent).toMatch(/^[0-9a-f]{64}$/)
  expect(await fact(demo, 'SHA-256 received').innerText()).toBe(sent)
  await expect.poll(() => transfers.getByText('168 / 168').count(), patience).toBe(2)
})

test('Leak lab shows 10 against 0', async () => {
  const demo = section(page, 'Leak lab')
  await button(demo, 'Run').click()
  await demo.getByText('Mounted and unmounted 10 times').waitFor()
  const callbacks = fact(demo, 'Callbacks still bound')
  await expect.poll(() => callbacks.allInnerTexts(), patience).toEqual(['10', '0'])

  const connections = await showTab(page, 'Connections')
  await connections.getByRole('row', { name: /^Leak lab, forgets open window 1 0 10 / }).waitFor()
  await connections.getByRole('row', { name: /^Leak lab, uses the hook open window 1 0 0 / }).waitFor()

  await button(demo, 'Release them').click()
  await expect.poll(() => callbacks.allInnerTexts(), patience).toEqual(['0', '0'])
})
