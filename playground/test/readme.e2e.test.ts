import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchBrowser, patience } from './support/browser.js'

const browser = launchBrowser()
const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('the first example of the README is the one that runs here', () => {
  for (const file of ['worker.ts', 'App.tsx']) {
    const language = file.split('.')[1]
    expect(read('README.md')).toContain(
      `\`\`\`${language}\n// ${file}\n${read(`playground/example/${file}`)}\`\`\`\n`,
    )
  }
})

test('the first example of the README runs', async () => {
  const page = await browser.open('example/')
  await page.getByRole('button', { name: 'Count' }).click()
  await expect
    .poll(() => page.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), patience)
    .toBe(1)
  await expect.poll(() => page.getByRole('status').innerText(), patience).toBe('78498')
})
