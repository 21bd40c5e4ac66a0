import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const example = join(import.meta.dirname, '../../../playground/example')

/** Copies the first example of the README: `worker.ts`, `App.tsx`, and what shows it. */
export const copyExample = (folder: string) => cp(example, folder, { recursive: true })

/** @param files texts by path */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** Runs the example: its worker counts the primes below a million, and tells how far it is. */
export async function runExample(page: Page): Promise<void> {
  const done = () => page.locator('progress').evaluate((it: HTMLProgressElement) => it.value)
  expect(await done()).toBe(0)
  await page.getByRole('button', { name: 'Count' }).click()
  await expect.poll(() => page.locator('output').textContent(), { timeout: 30_000 }).toBe('78498')
  expect(await done()).toBe(1)
}
