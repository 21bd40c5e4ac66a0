import { IorpcDevtools, type IorpcDevtoolsProps } from '@iorpc/devtools-panel'
import { expect, onTestFinished } from 'vitest'
import { page, type Locator } from 'vitest/browser'
import { render } from 'vitest-browser-react'

/** Shows the floating panel, open, and takes away what it remembers when the test is over. */
export async function openPanel(props: IorpcDevtoolsProps = {}) {
  const { storageKey = 'test' } = props
  await page.viewport(1200, 800)
  localStorage.removeItem(storageKey)
  onTestFinished(() => localStorage.removeItem(storageKey))
  const screen = await render(
    <IorpcDevtools initialIsOpen storageKey={storageKey} theme="light" {...props} />,
  )
  await expect.element(page.getByRole('region', { name: 'ioRPC devtools' })).toBeVisible()
  return screen
}

export async function openTab(name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
  await expect.element(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
}

export function grid(name: string): Locator {
  return page.getByRole('grid', { name, exact: true })
}

/** The texts of the rows that are in the document, without the header. */
export function rowTexts(name: string): string[] {
  return grid(name)
    .getByRole('row')
    .elements()
    .slice(1)
    .map((row) => row.textContent)
}

export function shadowRoot(): ShadowRoot {
  const root = document.querySelector('iorpc-devtools')?.shadowRoot
  if (!root) throw new Error('There is no panel.')
  return root
}

/** The panel's own idea of the focus: outside, the whole panel is one focused element. */
export async function expectFocus(locator: Locator): Promise<void> {
  await expect.element(locator).toBeInTheDocument()
  await expect.poll(() => shadowRoot().activeElement).toBe(locator.element())
}
