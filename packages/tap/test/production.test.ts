import { build, type Rollup } from 'vite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// Bundlers take it for the kind of the build.
beforeEach(() => void vi.stubEnv('NODE_ENV', 'production'))
afterEach(() => void vi.unstubAllEnvs())

const app = (recorded: boolean) => `
  import { createTap, taps } from '@iorpc/tap'
  import { pair } from 'iorpc'
  const transport = { send: (packet) => postMessage(packet), on: (handler) => addEventListener('message', handler) }
  export const { remote } = pair(${recorded ? '' : 'import.meta.env.DEV ? '}createTap({ name: 'app' }).wrap(transport)${recorded ? '' : ' : transport'})
`

/** A production bundle of an app, as text. */
async function bundle(code: string): Promise<string> {
  return (await chunksOf(code)).map((chunk) => chunk.code).join('\n')
}

async function chunksOf(code: string): Promise<Rollup.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@iorpc/source', 'module', 'browser', 'production'] },
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'app' ? `${import.meta.dirname}/app.js` : undefined),
        load: (id) => (id.endsWith('/test/app.js') ? code : undefined),
      },
    ],
    build: { write: false, rollupOptions: { input: 'app', preserveEntrySignatures: 'strict' } },
  })
  const outputs = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[]
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}

const traces = /LEAK|ORPHAN|iorpc\.taps|stackTraceLimit|trackGroup/

it(
  'a production bundle contains none of it when it is only used in development',
  { timeout: 60_000 },
  async () => {
    const code = await bundle(app(false))
    expect(code.includes('iorpcUnbind')).toBe(true)
    expect(traces.exec(code)).toBeNull()
  },
)

it('a production bundle contains it when it is asked for', { timeout: 60_000 }, async () => {
  const code = await bundle(app(true))
  expect(traces.test(code)).toBe(true)
  // Source maps are read in development only.
  expect(code.includes('sourceMappingURL=')).toBe(false)
})

it('the page loads none of it before it is asked for', { timeout: 60_000 }, async () => {
  const chunks = await chunksOf(`
    import { pair } from 'iorpc'
    const transport = { send: (packet) => postMessage(packet), on: (handler) => addEventListener('message', handler) }
    export const start = async (isAsked) =>
      pair(isAsked ? (await import('@iorpc/tap')).createTap({ name: 'app' }).wrap(transport) : transport)
  `)
  const isEntry = ({ isEntry }: Rollup.OutputChunk) => isEntry
  expect(chunks.filter(isEntry).map(({ imports }) => imports)).toEqual([[]])
  expect(chunks.filter(isEntry).some(({ code }) => traces.test(code))).toBe(false)
  expect(chunks.some(({ code }) => traces.test(code))).toBe(true)
})
