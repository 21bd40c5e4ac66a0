import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isInstalled } from '../install.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iorpc-install-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(file: string, packages: object) {
  const path = join(folder, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, JSON.stringify({ packages }))
}

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3' },
  'node_modules/b': { version: '2.0.0', optional: true },
  'node_modules/own': { link: true },
}

test('nothing is installed in a fresh clone', () => {
  write('package-lock.json', wanted)
  expect(isInstalled(folder)).toBe(false)
})

test('everything is installed but what is for other platforms', () => {
  write('package-lock.json', wanted)
  write('node_modules/.package-lock.json', {
    'node_modules/a': { version: '1.2.3' },
    'node_modules/own': { link: true },
    'node_modules/more': { version: '1.0.0' },
  })
  expect(isInstalled(folder)).toBe(true)
})

test.each([
  ['another version', { 'node_modules/a': { version: '1.2.2' }, 'node_modules/own': { link: true } }],
  ['a missing link', { 'node_modules/a': { version: '1.2.3' } }],
])('%s has to be installed', (_, installed) => {
  write('package-lock.json', wanted)
  write('node_modules/.package-lock.json', installed)
  expect(isInstalled(folder)).toBe(false)
})
