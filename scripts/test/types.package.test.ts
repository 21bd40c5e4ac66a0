import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { copyExample, writeFiles } from './support/app.js'
import { resolutions, typeErrors } from './support/typeErrors.js'

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

/** In an ESM project; a bundler's has no `.cts`. */
const files = {
  'package.json': '{ "type": "module" }',
  'use.mts': program,
  'standalone.mts': standalone,
}
const commonJs = { 'use.cts': program, 'required.cts': required }

test.each(resolutions)(
  'the types of all packages are right for a $moduleResolution project',
  async (resolution) => {
    const { moduleResolution } = resolution
    const folder = join(inject('project'), moduleResolution)
    await copyExample(folder)
    await writeFiles(folder, { ...files, ...(moduleResolution !== 'bundler' && commonJs) })
    expect(await typeErrors(folder, { ...resolution, jsx: 'react-jsx' })).toBe('')
  },
)
