import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import readme from '../README.md?raw'
import { Inspector } from './examples/embedded.js'
import embedded from './examples/embedded.tsx?raw'
import { App } from './examples/floating.js'
import floating from './examples/floating.tsx?raw'
import { openTab, rowTexts } from './support/openPanel.js'

test('the examples of the README are the ones that are run here', () => {
  const snippets = [...readme.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code]) => code)
  expect(snippets).toEqual([floating, embedded])
})

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
