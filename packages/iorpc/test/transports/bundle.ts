import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const here = import.meta.dirname
const conditions = ['@iorpc/source', 'module', 'node']

export interface Bundle {
  /** Path of the file. */
  file: string
  remove(): Promise<void>
}

/**
 * Makes one JavaScript file of a peer and of this library, as threads and processes of Node cannot run sources.
 *
 * @param entry name of a file in `peers`
 */
export async function bundle(entry: string): Promise<Bundle> {
  // Inside of the repository, so that packages are found from there.
  const outDir = await mkdtemp(join(here, '../../../../node_modules/.iorpc-peer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: ['iorpc'], resolve: { conditions } },
    build: {
      outDir,
      emptyOutDir: false,
      ssr: join(here, 'peers', entry),
      rollupOptions: { output: { entryFileNames: 'peer.mjs' } },
    },
  })
  return { file: join(outDir, 'peer.mjs'), remove: () => rm(outDir, { recursive: true }) }
}
