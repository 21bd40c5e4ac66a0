import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { freePort } from '../freePort.mjs'
import { copyExample, runExample, writeFiles } from './support/app.js'
import { launchBrowser } from './support/browser.js'

const run = promisify(execFile)
const packages = inject('packages')
const folder = join(dirname(inject('project')), 'next-app')
const next = join(folder, 'node_modules/next/dist/bin/next')
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
const { open } = launchBrowser()

/** The versions that this workspace has installed: npm takes them from its cache. */
const installed = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => {
      const manifest = join(import.meta.dirname, '../../node_modules', name, 'package.json')
      return [name, (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version]
    }),
  )

beforeAll(async () => {
  await copyExample(join(folder, 'app'))
  const app = await readFile(join(folder, 'app/App.tsx'), 'utf8')
  await writeFiles(folder, {
    'package.json': JSON.stringify({
      private: true,
      dependencies: {
        iorpc: `file:${packages.iorpc?.tarball}`,
        '@iorpc/react': `file:${packages['@iorpc/react']?.tarball}`,
        ...installed('next', 'react', 'react-dom'),
        ...installed('typescript', '@types/node', '@types/react', '@types/react-dom'),
      },
    }),
    'app/App.tsx': `'use client'\n${app}`,
    'app/layout.tsx': `
      import type { ReactNode } from 'react'
      export const metadata = { icons: 'data:,' }
      export default function Layout({ children }: { children: ReactNode }) {
        return <html lang="en"><body>{children}</body></html>
      }`,
    'app/page.tsx': `
      import App from './App'
      export default function Page() {
        return <main><App /></main>
      }`,
    'app/wrong/page.tsx': `
      import { useRemote } from '@iorpc/react'
      export const dynamic = 'force-dynamic'
      export default function Page() {
        useRemote()
        return null
      }`,
  })
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--include=dev'], {
    cwd: folder,
    shell: process.platform === 'win32',
  })
  await run(process.execPath, [next, 'build'], { cwd: folder, env })
}, 240_000)

/** Starts the built app; what it logs is collected. */
async function start() {
  const port = await freePort('127.0.0.1', 0)
  const server = spawn(process.execPath, [next, 'start', '-p', `${port}`, '-H', '127.0.0.1'], {
    cwd: folder,
    env,
  })
  onTestFinished(() => void server.kill())
  let log = ''
  server.stdout.on('data', (chunk) => (log += chunk))
  server.stderr.on('data', (chunk) => (log += chunk))
  await expect.poll(() => log, { timeout: 30_000 }).toContain('Ready')
  return { url: `http://127.0.0.1:${port}`, log: () => log }
}

test('the App Router renders the first example on the server, hydrates it without a word, and it runs', async () => {
  const { url } = await start()
  const html = await (await fetch(url)).text()
  expect(html).toContain(
    '<main><button>Count</button><progress value="0"></progress><output></output></main>',
  )
  await runExample(await open(url))
})

test('a hook in a server component says what to do', async () => {
  const { url, log } = await start()
  expect((await fetch(`${url}/wrong`)).status).toBe(500)
  await expect.poll(log).toContain("put 'use client' at the top of the file that imports it")
})
