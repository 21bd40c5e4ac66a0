import { iorpcDevtoolsPlugin } from '@iorpc/devtools-panel'
import { TanStackDevtools } from '@tanstack/react-devtools'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { fakeTap, leakGroup } from './support/fakeTap.js'
import { openTab, shadowRoot } from './support/openPanel.js'

afterEach(() => localStorage.clear())

const panel = page.getByRole('region', { name: 'ioRPC devtools' })

test('in TanStack Devtools it is a plugin that fills its place and is alive', async () => {
  await page.viewport(1200, 800)
  const tap = fakeTap('worker')
  const plugin = { ...iorpcDevtoolsPlugin({ taps: [tap] }), defaultOpen: true }
  const screen = await render(<TanStackDevtools config={{ defaultOpen: true }} plugins={[plugin]} />)
  await expect.element(panel).toBeVisible()
  const { width, height } = panel.element().getBoundingClientRect()
  expect(width).toBeGreaterThan(500)
  expect(height).toBeGreaterThanOrEqual(240)
  tap.update({ groups: [leakGroup()] })
  await expect.element(page.getByRole('row', { name: /SearchBox/ })).toHaveTextContent('LEAK')
  await openTab('Packets')
  await expect.element(page.getByText('No packets yet.')).toBeVisible()
  await screen.unmount()
  expect(document.querySelectorAll('iorpc-devtools')).toHaveLength(0)
})

test('it has the theme of TanStack Devtools, and leaves no choice of its own', async () => {
  const plugin = { ...iorpcDevtoolsPlugin({ taps: [] }), defaultOpen: true }
  await render(<TanStackDevtools config={{ defaultOpen: true, theme: 'dark' }} plugins={[plugin]} />)
  await expect.element(panel).toBeVisible()
  expect(shadowRoot().querySelector('.panel')).toHaveAttribute('data-theme', 'dark')
  await expect.element(page.getByRole('button', { name: /^Theme/ })).not.toBeInTheDocument()
})
