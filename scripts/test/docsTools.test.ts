import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { brokenLinks } from '../docs/links.mjs'
import { documentedDefaults, wrongDefaults } from '../docs/options.mjs'
import { filesRunBy, needsSource, snippetsOf, withSources } from '../docs/snippets.mjs'

/** A folder with these files, until the test has finished. */
function folderOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'iorpc-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return (name: string) => join(folder, name)
}

const fenced = (language: string, code = '') => `\`\`\`${language}\n${code}\`\`\`\n`

test('code gets the text of its file without marks of regions, or of a region without its indent', () => {
  const at = folderOf({
    'a.md': `<!-- snippet: a.ts -->\n\n${fenced('ts', 'old\n')}\n<!-- snippet: b.ts#part -->\n${fenced('ts')}`,
    'a.ts': 'const whole = 1\n  // #region part\n  const part = 1\n  // #endregion part\n',
    'b.ts': 'first()\n  // #region part\n  if (x) {\n    y()\n  }\n  // #endregion part\nlast()\n',
  })
  expect(withSources(at('a.md'))).toBe(
    `<!-- snippet: a.ts -->\n\n${fenced('ts', 'const whole = 1\n  const part = 1\n')}\n<!-- snippet: b.ts#part -->\n${fenced('ts', 'if (x) {\n  y()\n}\n')}`,
  )
})

test('a region that is not there is an error', () => {
  const at = folderOf({ 'a.md': `<!-- snippet: a.ts#part -->\n${fenced('ts')}`, 'a.ts': '' })
  expect(() => withSources(at('a.md'))).toThrow('#region part')
})

test('code needs a source, commands and data do not', () => {
  const at = folderOf({
    'a.md': ['ts', 'tsx', 'js', 'html', 'sh', 'json', 'text'].map((it) => fenced(it)).join('\n'),
  })
  const needing = snippetsOf(at('a.md')).filter(needsSource)
  expect(needing.map(({ language, line }) => [language, line])).toEqual([
    ['ts', 1],
    ['tsx', 4],
    ['js', 7],
    ['html', 10],
  ])
})

test('what tests run is what they import, and what that imports', () => {
  const at = folderOf({
    'a.test.ts': `import './b.js'\nnew Worker(new URL('./worker.ts', import.meta.url))`,
    'b.tsx': `import { c } from '../outside.js'`,
    'worker.ts': '',
    'other.ts': '',
  })
  expect([...filesRunBy([at('a.test.ts')])]).toEqual(['a.test.ts', 'b.tsx', 'worker.ts'].map(at))
})

test('links lead to files, headings and tests that are there', () => {
  const at = folderOf({
    'a.md': [
      '# One `heading` & more',
      '[a](#one-heading--more) [b](b.md#two) [c](https://far.example/) [works](c.test.ts) `[code](no.md)`',
      '[x](#no) [y](no.md) [z](b.md#no) [fails](c.test.ts)',
      fenced('text', '[no](no.md)\n'),
    ].join('\n\n'),
    'b.md': '## Two\n',
    'c.test.ts': `test('works', () => {})`,
  })
  expect(brokenLinks(at('a.md'))).toEqual([
    '#no: no such heading',
    'no.md: no such file',
    'b.md#no: no such heading',
    'c.test.ts: no test "fails"',
  ])
})

test('a default that differs from the docstring is found', () => {
  const at = folderOf({
    'a.md':
      "| option | default | meaning |\n| --- | --- | --- |\n| `wait` | `10` | ms |\n| `mode` | `'a'` | |\n",
    'a.ts': `interface A {\n  /** Milliseconds. Default 20. */\n  wait?: number\n  /** Default \`'a'\`. */\n  mode?: string\n}`,
  })
  expect(wrongDefaults(at('a.md'), documentedDefaults([at('a.ts')]))).toEqual(['wait: 10 instead of 20'])
})
