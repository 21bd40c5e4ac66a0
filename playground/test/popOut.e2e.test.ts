import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { button, launchPlayground, panelOf, patience, section } from './support/browser.js'

const browser = launchPlayground()

let page: Page
beforeAll(async () => {
  page = await browser.open('', { colorScheme: 'light' })
})

/** Moves the panel into a window of its own, which is closed after the test. */
async function popOut(): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    button(panelOf(page), 'Open in a window of its own').click(),
  ])
  onTestFinished(() => popup.close())
  await panelOf(popup).waitFor()
  await panelOf(page).waitFor({ state: 'detached' })
  return popup
}

const background = (page: Page) => panelOf(page).evaluate((panel) => getComputedStyle(panel).backgroundColor)

test('in a window of its own the panel fills it, and shows what happens in the page', async () => {
  const popup = await popOut()
  const size = await popup.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  expect(await panelOf(popup).boundingBox()).toEqual({ x: 0, y: 0, ...size })
  expect(await panelOf(popup).evaluate((panel) => getComputedStyle(panel).display)).toBe('flex')
  expect(await popup.title()).toMatch(/^ioRPC – /)

  const lab = section(page, 'Leak lab')
  await button(lab, 'Run').click()
  await lab.getByText('Mounted and unmounted 10 times').waitFor()
  const row = panelOf(popup).getByRole('row').nth(1)
  await expect.poll(() => row.innerText(), patience).toMatch(/10[^]*Forgetful[^]*Forgetful\.tsx:\d+/)
  await row.click()
  await panelOf(popup).getByRole('region', { name: 'Binding group', exact: true }).waitFor()
})

test('its theme is changed there, and follows the system there', async () => {
  const popup = await popOut()
  expect(await background(popup)).toBe('rgb(255, 255, 255)')
  await popup.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => background(popup), patience).toBe('rgb(20, 22, 29)')
  await button(panelOf(popup), 'Theme: system').click()
  await expect.poll(() => background(popup), patience).toBe('rgb(255, 255, 255)')
})

test('its keys work there, without a mouse', async () => {
  const popup = await popOut()
  await expect
    .poll(() => popup.evaluate(() => document.activeElement?.textContent), patience)
    .toMatch(/^Bindings/)
  await popup.keyboard.press('2')
  await panelOf(popup).getByRole('tabpanel', { name: 'Packets' }).waitFor()
  await popup.keyboard.press('/')
  await popup.keyboard.type('dir:i')
  await panelOf(popup).getByRole('option', { name: 'dir:in' }).waitFor()
  await popup.keyboard.press('ArrowDown')
  await popup.keyboard.press('Enter')
  await expect
    .poll(() => panelOf(popup).getByRole('combobox', { name: 'Filter packets' }).inputValue(), patience)
    .toBe('dir:in ')
  // The window may be gone before the key is up; what follows tells whether it is.
  await popup.keyboard.press('Shift+Escape').catch(() => {})
  await panelOf(page).getByRole('tabpanel', { name: 'Packets' }).waitFor()
  await expect.poll(() => popup.isClosed(), patience).toBe(true)
})

test('the panel comes back when its window is closed, by the button and by the browser', async () => {
  const first = await popOut()
  await Promise.all([first.waitForEvent('close'), button(panelOf(first), 'Back into the page').click()])
  await panelOf(page).waitFor()
  const second = await popOut()
  await second.close()
  await panelOf(page).waitFor()
})

test('the window closes with the page', async () => {
  const popup = await popOut()
  await Promise.all([popup.waitForEvent('close'), page.reload()])
  await panelOf(page).waitFor()
})
