import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, inject, test, vi } from 'vitest'

const project = inject('project')

// Bundlers take it for the kind of the build.
vi.stubEnv('NODE_ENV', 'production')

/** Bytes of a bundle with nothing but `exports` of a packed package, minified and gzipped. */
async function bundledSize(exports: string, from: string): Promise<number> {
  const entry = join(project, 'size.mjs')
  await writeFile(entry, `export { ${exports} } from '${from}'`)
  const { output } = (await build({
    configFile: false,
    root: project,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: [/^react(-dom)?(\/|$)/, ...(from === 'iorpc' ? [] : ['iorpc'])],
      },
    },
  })) as Rolldown.RolldownOutput
  const code = output.map((it) => (it.type === 'chunk' ? it.code : '')).join('')
  return gzipSync(code, { level: 9 }).length
}

test.each([
  { exports: 'pair', from: 'iorpc', budget: 5950 },
  { exports: 'binChannel', from: 'iorpc', budget: 3000 },
  { exports: 'IorpcProvider, useRemote, useRemoteCallback', from: '@iorpc/react', budget: 2500 },
  { exports: 'createTap', from: '@iorpc/tap', budget: 19200 },
])(
  '{ $exports } of $from is at most $budget bytes, minified and gzipped',
  async ({ exports, from, budget }) => {
    const size = await bundledSize(exports, from)
    expect(size, `{ ${exports} } of ${from} has ${size} bytes, its budget is ${budget}`).toBeLessThanOrEqual(
      budget,
    )
  },
)
