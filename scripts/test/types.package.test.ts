import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'

const run = promisify(execFile)
const project = inject('project')
const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')

const program = `
  import iorpc, { pair, binChannel, type Remote, type RemoteFunction } from 'iorpc'
  import { workerTransport } from 'iorpc/transports'
  import { linkedPairs, expectNoLeaks } from 'iorpc/testing'
  import { useRemote, useRemoteCallback } from '@iorpc/react'
  import * as tap from '@iorpc/tap'
  import { IorpcDevtools } from '@iorpc/devtools-panel'

  interface WorkerApi {
    resize(image: Blob, onProgress?: (done: number) => void): () => string
  }
  export async function use(worker: Worker, image: Blob): Promise<string> {
    const { remote } = pair<WorkerApi>(workerTransport(worker))
    const typed: Remote<WorkerApi> = remote
    const fn: RemoteFunction<() => string> = await typed.resize(image, (done) => done.toFixed())
    fn.unbind()
    // @ts-expect-error -- a number is no image
    void remote.resize(1)
    const same: typeof pair = iorpc.pair
    void [same, binChannel, linkedPairs, expectNoLeaks, useRemote, useRemoteCallback, tap, IorpcDevtools]
    return fn()
  }
`
const standalone = `
  import { pair } from 'iorpc/index.esm.js'
  export const { remote } = pair<{ ping(): 'pong' }>({ send: () => undefined, on: () => undefined })
  export const answer: Promise<'pong'> = remote.ping()
`
const required = `
  import iorpc = require('iorpc')
  import standalone = require('iorpc/index.js')
  export const { remote } = iorpc.pair<{ ping(): 'pong' }>({ send: () => undefined, on: () => undefined })
  export const answer: Promise<'pong'> = remote.ping()
  export const same: typeof standalone.pair = iorpc.pair
`

const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
}

test.each([
  {
    module: 'preserve',
    moduleResolution: 'bundler',
    files: { 'use.ts': program, 'standalone.ts': standalone },
  },
  {
    module: 'node16',
    moduleResolution: 'node16',
    files: { 'use.mts': program, 'use.cts': program, 'standalone.mts': standalone, 'required.cts': required },
  },
  {
    module: 'nodenext',
    moduleResolution: 'nodenext',
    files: { 'use.mts': program, 'use.cts': program, 'standalone.mts': standalone, 'required.cts': required },
  },
])(
  'the types of all packages are right for a $moduleResolution project',
  async ({ files, ...resolution }) => {
    const folder = join(project, resolution.moduleResolution)
    await mkdir(folder)
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
    const compilerOptions = {
      ...options,
      ...resolution,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const report = await run(process.execPath, [tsc, '--project', folder]).then(
      () => 'no errors',
      ({ stdout }: { stdout: string }) => stdout,
    )
    expect(report).toBe('no errors')
  },
)
