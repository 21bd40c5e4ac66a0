import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'

const installed = join(inject('project'), 'node_modules')
const packages = inject('packages')
const read = (file: string) => readFile(join(installed, file), 'utf8')

test.each(
  ['@iorpc/react/dist/index', '@iorpc/react/dist/testing', '@iorpc/devtools-panel/dist/index'].flatMap(
    (entry) => [`${entry}.js`, `${entry}.cjs`],
  ),
)("%s begins with 'use client'", async (file) => {
  expect(await read(file)).toMatch(/^['"]use client['"]/)
})

test.each([
  { file: 'index.js', lazy: /import\("\.\/(panel-.*?\.js)"\)/, eager: /(?:from|^import) "\.\/(.*?)"/gm },
  {
    file: 'index.cjs',
    lazy: /then\(\(\) => require\("\.\/(panel-.*?\.cjs)"\)/,
    eager: /^.*= require\("\.\/(.*?)"\)/gm,
  },
])('@iorpc/devtools-panel/dist/$file loads the panel when it is opened', async ({ file, lazy, eager }) => {
  const code = await read(`@iorpc/devtools-panel/dist/${file}`)
  const panel = lazy.exec(code)?.[1]
  expect(packages['@iorpc/devtools-panel']?.files).toContain(`dist/${panel}`)
  expect([...code.matchAll(eager)].map(([, chunk]) => chunk)).not.toContain(panel)
})

test.each(Object.keys(packages))('%s has nothing of a dependency in its files', async (name) => {
  const files = packages[name]?.files.filter((file) => /^dist\/.*\.[cm]?js\.map$/.test(file)) ?? []
  const sources = await Promise.all(
    files.map(async (file) => (JSON.parse(await read(`${name}/${file}`)) as { sources: string[] }).sources),
  )
  expect(sources.flat().filter((source) => !source.startsWith('../src/'))).toEqual([])
})
