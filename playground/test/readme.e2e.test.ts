import { expect, test } from 'vitest'
import { launchPlayground, patience } from './support/browser.js'

const browser = launchPlayground()

test('the first example of the README runs', async () => {
  const page = await browser.open('example/')
  await page.getByRole('button', { name: 'Count' }).click()
  await expect
    .poll(() => page.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), patience)
    .toBe(1)
  await expect.poll(() => page.getByRole('status').innerText(), patience).toBe('78498')
})
