import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeApi } from '../docs/api.mjs'
import { current } from '../docs/current.mjs'
import { checkExamples } from '../docs/docstrings.mjs'
import { documents, filesNamed } from '../docs/documents.mjs'
import { brokenLinks, missingFiles } from '../docs/links.mjs'
import { documentedDefaults, wrongDefaults } from '../docs/options.mjs'
import { filesRunBy, needsSource, snippetsOf } from '../docs/snippets.mjs'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const names = documents().map((path) => relative(root, path))
const tests = filesNamed(/\.test\.tsx?$/)
const whatTestsRun = filesRunBy(tests)

describe.each(names)('%s', (name) => {
  const path = join(root, name)

  test('shows code and numbers as they are; `npm run docs` updates them', async () => {
    expect(read(name)).toBe(await current(path))
  })

  test('shows no code that no test runs', () => {
    const problems = snippetsOf(path).flatMap((snippet) => {
      if (needsSource(snippet)) return [`line ${snippet.line}: code without a source`]
      const { file, runner } = snippet
      if (!file) return []
      if (runner) return existsSync(runner) ? [] : [`line ${snippet.line}: no test ${runner}`]
      return whatTestsRun.has(file) ? [] : [`line ${snippet.line}: no test imports ${file}`]
    })
    expect(problems).toEqual([])
  })

  test('names files that exist', () => {
    expect(missingFiles(path)).toEqual([])
  })

  test('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const shell = snippetsOf(path).filter(({ language }) => language === 'sh')
    const commands = [
      read(name).matchAll(/`(npm [^`\n]+)`/g),
      ...shell.map(({ code }) => code.matchAll(/(npm .*)/g)),
    ]
    for (const [, command = ''] of commands.flatMap((found) => [...found])) {
      const [, what = '', script = ''] = command.split(/[ #]+/)
      if (what === 'run') expect(Object.keys(scripts), command).toContain(script)
      else expect(['start', 'test', 'install', 'ci', 'uninstall'], command).toContain(what)
      const [, filter] = /^npm test -- (\S+)/.exec(command) ?? []
      if (filter)
        expect(
          tests.some((test) => test.includes(filter)),
          command,
        ).toBe(true)
    }
  })
})

test('no link is broken, not even in the API reference', () => {
  const broken = filesNamed(/\.md$/).flatMap((path) =>
    brokenLinks(path).map((problem) => `${relative(root, path)}: ${problem}`),
  )
  expect(broken).toEqual([])
})

test.each(['packages/iorpc', 'packages/react', 'packages/tap', 'devtools-panel'])(
  'the README of %s tells the defaults of the docstrings',
  (folder) => {
    const defaults = documentedDefaults(filesNamed(/\.tsx?$/, join(root, folder, 'src')))
    expect(defaults.size).toBeGreaterThan(0)
    expect(wrongDefaults(join(root, folder, 'README.md'), defaults)).toEqual([])
  },
)

test('the README promises the size that the packages are held to', () => {
  const [, promised] = /`pair` at most ([\d.]+) kB/.exec(read('README.md')) ?? []
  const [, budget] = /exports: 'pair', .* budget: (\d+)/.exec(read('scripts/test/size.package.test.ts')) ?? []
  expect(Number(promised) * 1000).toBe(Number(budget))
})

test('examples in docstrings have the types of what they use', { timeout: 120_000 }, () => {
  const { count, problems } = checkExamples()
  expect(count).toBeGreaterThan(0)
  expect(problems).toEqual([])
})

test('the API reference is current; `npm run docs` updates it', { timeout: 120_000 }, async () => {
  const made = mkdtempSync(join(tmpdir(), 'iorpc-api-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  await writeApi(made)
  const pages = join(root, 'docs/api')
  expect(readdirSync(pages)).toEqual(readdirSync(made))
  const stale = readdirSync(made).filter(
    (page) => readFileSync(join(pages, page), 'utf8') !== readFileSync(join(made, page), 'utf8'),
  )
  expect(stale).toEqual([])
})
