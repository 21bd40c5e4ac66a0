import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { button, launchPlayground, panelOf, patience, section, showTab } from './support/browser.js'

const browser = launchPlayground()

test('what was recorded is preserved over a reload on request, until it is cleared', async () => {
  const page = await browser.open()
  const lab = section(page, 'Leak lab')
  await button(lab, 'Run').click()
  await lab.getByText('Mounted and unmounted 10 times').waitFor()
  await button(panelOf(page), 'Preserve over reloads').click()
  const before = await showTab(page, 'Packets')
  const filter = before.getByRole('combobox', { name: 'Filter packets' })
  await filter.fill('connection:"Leak lab" method:subscribe kind:call')
  const found = (tab: Locator) => () => tab.getByText(/^\d+ of/).innerText()
  // Forgetful has called ten times, Careful, which React mounts twice, twenty times.
  await expect.poll(found(before), patience).toMatch(/^30 of/)

  await page.reload()
  const after = panelOf(page).getByRole('tabpanel', { name: 'Packets' })
  await expect.poll(found(after), patience).toMatch(/^30 of/)
  // Nothing of it is alive.
  const bindings = await showTab(page, 'Bindings')
  expect(await bindings.getByRole('row', { name: /Forgetful/ }).count()).toBe(0)

  await button(panelOf(page), 'Clear').click()
  await showTab(page, 'Packets')
  await expect.poll(found(after), patience).toMatch(/^0 of/)
})
