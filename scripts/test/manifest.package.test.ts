import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, test } from 'vitest'

const run = promisify(execFile)
const project = inject('project')
const attw = join(import.meta.dirname, '../../node_modules/@arethetypeswrong/cli/dist/index.js')

describe.each(Object.entries(inject('packages')))('%s', (name, { tarball, files }) => {
  test('has a manifest that publint has nothing to say about', async () => {
    const { buffer } = new Uint8Array(await readFile(tarball))
    const { messages, pkg } = await publint({
      pkgDir: join(project, 'node_modules', name),
      pack: { tarball: buffer },
      strict: true,
    })
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  test('has types that fit its code wherever `exports` are understood', async () => {
    const args = [
      attw,
      tarball,
      '--profile',
      'node16',
      '--format',
      'ascii',
      '--no-color',
      '--no-definitely-typed',
    ]
    const report = await run(process.execPath, args).then(
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
