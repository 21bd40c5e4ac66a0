import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Inspector } from './examples/embedded.js'
import { App } from './examples/floating.js'
import { openTab, rowTexts } from './support/openPanel.js'

test('the first one opens by its button and shows the packets of a call', async () => {
  await page.viewport(1200, 800)
  await render(<App />)
  await page.getByRole('button', { name: 'Open ioRPC devtools' }).click()
  await openTab('Packets')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect.poll(() => rowTexts('Packets').length).toBe(2)
  localStorage.clear()
})

test('the second one fills its place', async () => {
  await render(<Inspector />)
  const panel = page.getByRole('region', { name: 'ioRPC devtools' })
  await expect.element(panel).toBeVisible()
  expect(panel.element().getBoundingClientRect().height).toBe(400)
  localStorage.clear()
})
