import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const snippets = join(import.meta.dirname, 'snippets')
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

const files = readdirSync(snippets).filter((name) => /\.tsx?$/.test(name))
const blocks = [...readme.matchAll(/^```tsx?\n(.*?)^```$/gms)].map(([, code = '']) => code)

test.each(files)('the README shows %s as it is run', (name) => {
  expect(blocks).toContain(readFileSync(join(snippets, name), 'utf8'))
})

test('the README shows no other code', () => {
  expect(blocks.length).toBe(files.length)
})
