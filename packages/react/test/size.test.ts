import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, test } from 'vitest'

/** Bytes of what an app gets that imports these names, minified and gzipped; without `iorpc` and `react`. */
async function sizeOf(...names: string[]): Promise<number> {
  const entry = 'virtual:entry'
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@iorpc/source'] },
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? `export { ${names.join(', ')} } from '@iorpc/react'` : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: entry, external: [/^react/, /^iorpc/], preserveEntrySignatures: 'strict' },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const code = outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((chunk) => ('code' in chunk ? chunk.code : ''))
  return gzipSync(code.join(''), { level: 9 }).length
}

const core = ['IorpcProvider', 'useRemote', 'useRemoteCallback']

test('the core hooks are at most 2.5 kB', async () => {
  const size = await sizeOf(...core)
  expect(size).toBeGreaterThan(1000)
  expect(size).toBeLessThanOrEqual(2500)
})

test.each([
  ['useConnection', 300],
  ['usePending', 300],
  ['useTransferProgress', 500],
  ['useRemoteStore', 500],
  ['useRemoteSubscription', 1000],
  ['useRemoteCall', 1100],
  ['useRemoteValue', 1700],
])('%s adds at most %i bytes, and only where it is imported', async (name, limit) => {
  const alone = await sizeOf(...core)
  const both = await sizeOf(...core, name)
  expect(both - alone).toBeGreaterThan(0)
  expect(both - alone).toBeLessThanOrEqual(limit)
})
