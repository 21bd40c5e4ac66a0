import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, test } from 'vitest'

const run = promisify(execFile)

/**
 * `index.esm.js` has ESM in a package without `type`, in which `index.js` is CommonJS. Its name is older than `.mjs`,
 * and links to CDNs have it. Node and bundlers look into the file.
 */
const standalone = ['index.js', 'index.esm.js']
const known = ['USE_TYPE', 'FILE_INVALID_FORMAT']

const project = inject('project')
const attw = join(import.meta.dirname, '../../node_modules/@arethetypeswrong/cli/dist/index.js')

describe.each(Object.entries(inject('packages')))('%s', (name, { tarball, files }) => {
  test('has a manifest that publint has nothing to say about', async () => {
    // What is installed is what was packed.
    const { messages, pkg } = await publint({
      pkgDir: join(project, 'node_modules', name),
      pack: false,
      strict: true,
    })
    const unknown = messages.filter(({ code }) => !(name === 'iorpc' && known.includes(code)))
    expect(unknown.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  test('has types that fit its code wherever `exports` are understood', async () => {
    const args = ['--profile', 'node16', '--format', 'ascii', '--no-color', '--no-definitely-typed']
    const report = await run(process.execPath, [
      attw,
      tarball,
      ...args,
      '--exclude-entrypoints',
      ...standalone,
    ]).then(
      () => 'no problems',
      ({ stdout }: { stdout: string }) => stdout,
    )
    expect(report).toBe('no problems')
  })

  test('is packed with its licence and sources, and without tests', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'src/index.ts']))
    expect(files.filter((file) => /test\.|test-d\.|node_modules|tsbuildinfo/.test(file))).toEqual([])
  })
})
