import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { writeFiles } from './support/app.js'

const run = promisify(execFile)
const project = inject('project')
const workspace = join(import.meta.dirname, '../../node_modules')

const program = `
  import * as iorpc from '@iorpc/react'
  import { createElement, version } from 'react'
  import { renderToPipeableStream } from 'react-dom/server'

  const store = iorpc.createRemoteStore((remote, next) => remote.watch(next), { initial: 7 })

  function Everything() {
    const found = [
      typeof iorpc.useRemote(),
      typeof iorpc.useRemoteCallback(() => {}),
      iorpc.useConnection().status,
      iorpc.useRemoteCall('name').status,
      iorpc.useRemoteSubscription((remote, next) => remote.watch(next), []).status,
      iorpc.useRemoteStore(store),
      iorpc.usePending(),
      iorpc.useTransferProgress().length,
    ]
    return createElement('p', null, version.split('-')[0] + ': ' + found.join(' '))
  }
  const connect = () => {
    throw new Error('connected on the server')
  }
  const page = createElement(iorpc.IorpcProvider, { connect }, createElement(Everything))
  const stream = renderToPipeableStream(page, { onAllReady: () => stream.pipe(process.stdout) })`

test.each([
  { version: '18.0.0', react: 'react-18.0', dom: 'react-dom-18.0' },
  { version: '18.3.1', react: 'react-18.3', dom: 'react-dom-18.3' },
])('React $version renders all hooks on the server, without a warning', async ({ version, react, dom }) => {
  const folder = join(dirname(project), react)
  // Copies, so that `react-dom` finds the `react` beside it.
  const copy = (from: string, name: string) =>
    cp(from, join(folder, 'node_modules', name), { recursive: true, dereference: true })
  await copy(join(workspace, react), 'react')
  await copy(join(workspace, dom), 'react-dom')
  for (const name of ['iorpc', '@iorpc/react']) await copy(join(project, 'node_modules', name), name)
  await writeFiles(folder, { 'page.mjs': program })

  // With NODE_ENV unset it is the development build, which warns.
  const { NODE_ENV: _, ...env } = process.env
  const { stdout, stderr } = await run(process.execPath, ['page.mjs'], { cwd: folder, env })
  expect(stderr).toBe('')
  expect(stdout).toBe(`<p>${version}: object function connecting idle pending 7 0 0</p>`)
})
