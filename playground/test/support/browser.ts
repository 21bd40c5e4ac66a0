import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { inject } from 'vitest'
import { launchBrowser } from '../../../scripts/test/support/browser.js'

/** For what a busy machine may take long to do, in milliseconds. */
export const patience = { timeout: 60_000, interval: 50 }

/**
 * A browser that opens the playground.
 *
 * @param expected errors that a test provokes
 */
export function launchPlayground(expected?: RegExp) {
  const { open } = launchBrowser(expected)
  return {
    /** Opens a page of the playground, or another address. */
    open: (path = '', options: BrowserContextOptions = {}): Promise<Page> =>
      open(new URL(path, inject('playgroundUrl')).href, {
        viewport: { width: 1360, height: 1000 },
        ...options,
      }),
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
    .getByRole('row', { name: new RegExp(`^${row.replace(/[()]/g, '\\$&')} `) })
    .first()
    .waitFor()
}

/** For `expect.poll`. */
export const text = (locator: Locator) => () => locator.innerText()
export const percent = (progress: Locator) => async () => Number(await progress.getAttribute('aria-valuenow'))
