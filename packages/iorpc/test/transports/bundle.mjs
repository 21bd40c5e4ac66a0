import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const peers = join(import.meta.dirname, 'peers')
const cache = join(import.meta.dirname, '../../../../node_modules')
const conditions = ['@iorpc/source', 'module']

/**
 * Makes one JavaScript file of a peer and of this library, as threads and processes of Node cannot run sources.
 *
 * @param {string} entry name of a file in `peers`
 * @returns the path of the file, and what removes it
 */
export async function bundle(entry) {
  // Inside of the repository, so that packages are found from there.
  const outDir = await mkdtemp(join(cache, '.iorpc-peer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: ['iorpc'], resolve: { conditions: [...conditions, 'node'] } },
    build: {
      outDir,
      emptyOutDir: false,
      ssr: join(peers, entry),
      rollupOptions: { output: { entryFileNames: 'peer.mjs' } },
    },
  })
  return { file: join(outDir, 'peer.mjs'), remove: () => rm(outDir, { recursive: true }) }
}

/**
 * Makes the text of a classic script, as frames without an origin cannot load modules of a server.
 *
 * @param {string} entry name of a file in `peers`
 */
export async function bundleScript(entry) {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: [...conditions, 'browser'] },
    build: { write: false, lib: { entry: join(peers, entry), formats: ['iife'], name: 'peer' } },
  })
  const [output] = [result].flat()
  if (!output || !('output' in output)) throw new Error('The build gave no output')
  return output.output[0].code
}
