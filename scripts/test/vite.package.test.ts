import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { preview } from 'vite'
import { inject, onTestFinished, test } from 'vitest'
import { freePort } from '../freePort.mjs'
import { copyExample, runExample } from './support/app.js'
import { launchBrowser } from './support/browser.js'

const run = promisify(execFile)
const vite = join(import.meta.dirname, '../../node_modules/vite/bin/vite.js')
const { open } = launchBrowser()

test('Vite builds the first example of the README, and it runs', async () => {
  const root = join(inject('project'), 'vite-app')
  await copyExample(root)
  // Vitest has set NODE_ENV to something else.
  const env = { ...process.env, NODE_ENV: 'production' }
  await run(process.execPath, [vite, 'build'], { cwd: root, env })

  const port = await freePort('127.0.0.1', 0)
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    preview: { host: '127.0.0.1', port, strictPort: true },
  })
  onTestFinished(() => server.close())
  await runExample(await open(`http://127.0.0.1:${port}/`))
})
