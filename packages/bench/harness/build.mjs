import { mkdir, mkdtemp } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'vite'

const workspace = join(import.meta.dirname, '../../..')
const source = join(import.meta.dirname, '../src')
const conditions = ['@iorpc/source', 'module', 'production']

/**
 * Bundles both sides of an environment as a production build would, each side with all contestants.
 *
 * @param {'node' | 'chromium'} environment
 * @param {{ minify: boolean }} options readable bundles are for profiles
 * @returns {Promise<string>} the folder of the bundles
 */
export async function buildBundles(environment, { minify }) {
  const cache = join(workspace, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const outDir = await mkdtemp(join(cache, `bench-${environment}-`))
  const entries = {
    node: ['node/main', 'node/worker', 'node/socketServer'],
    chromium: ['chromium/page', 'chromium/worker', 'node/socketServer'],
  }
  for (const entry of entries[environment]) {
    const forNode = entry.startsWith('node/')
    await build({
      configFile: false,
      root: source,
      logLevel: 'error',
      mode: 'production',
      resolve: { conditions: [...conditions, 'browser'] },
      ssr: { noExternal: true, resolve: { conditions: [...conditions, 'node'] } },
      build: {
        outDir,
        emptyOutDir: false,
        target: 'esnext',
        minify,
        ssr: forNode,
        reportCompressedSize: false,
        rolldownOptions: {
          // It finds what is optional by itself.
          external: ['ws'],
          input: join(source, `${entry}.ts`),
          output: {
            format: 'es',
            entryFileNames: `${basename(entry)}.${forNode ? 'mjs' : 'js'}`,
            codeSplitting: false,
          },
        },
      },
    })
  }
  return outDir
}
