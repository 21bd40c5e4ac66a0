import react from '@vitejs/plugin-react'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'vite'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { freePort } from '../freePort.mjs'
import { writeFiles } from './support/app.js'
import { launchBrowser } from './support/browser.js'

const root = join(inject('project'), 'fast-refresh')
const { open } = launchBrowser()
let server: Awaited<ReturnType<typeof createServer>>
let url: string

const worker = `
  import { pair, type RemoteFunction } from 'iorpc'
  import { workerTransport } from 'iorpc/transports'

  let count = 0
  let kept: RemoteFunction<() => string> | undefined
  const connection = pair({
    ...workerTransport(self),
    local: {
      count: () => ++count,
      keep(fn: RemoteFunction<() => string>) {
        kept = fn
      },
      ask: async () => (await kept?.()) ?? 'nobody',
      watch: (next: RemoteFunction<(count: number) => void>) => {
        void next(count)
        return () => {}
      },
      bindings: () => connection.bindings(),
    },
  })
  export type Api = typeof connection.local`

const counter = `
  import { IorpcProvider, usePending, useRemote, useRemoteCallback, useRemoteSubscription } from '@iorpc/react'
  import type { Remote } from 'iorpc'
  import { workerTransport } from 'iorpc/transports'
  import { useEffect, useState } from 'react'
  import type { Api } from './worker.js'

  const connect = () => workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

  export function App() {
    return <IorpcProvider connect={connect}><Counter /></IorpcProvider>
  }

  function Counter() {
    const remote = useRemote<Api>()
    const [clicks, setClicks] = useState(0)
    const [seen, setSeen] = useState('')
    const [there, setThere] = useState(0)
    const here = usePending(({ callbacks }) => callbacks)
    const answer = useRemoteCallback(() => 'one')
    useRemoteSubscription((far: Remote<Api>, next: (count: number) => void) => far.watch(next), [])
    useEffect(() => {
      void remote.keep(answer)
    }, [remote, answer])

    const ask = async () => {
      setClicks(clicks + 1)
      setSeen(\`call \${await remote.count()} answered \${await remote.ask()}\`)
    }
    const look = async () => setThere((await remote.bindings()).callbacks)
    return (
      <>
        <button onClick={() => void ask()}>Ask</button>
        <button onClick={() => void look()}>Look</button>
        <p id="text">one, clicks {clicks}, {seen}</p>
        <p id="bound">{here} here, {there} there</p>
      </>
    )
  }`

beforeAll(async () => {
  await writeFiles(root, {
    'index.html':
      '<!doctype html><link rel="icon" href="data:," /><div id="root"></div><script type="module" src="/main.tsx"></script>',
    'main.tsx': `
      import { Fragment, StrictMode } from 'react'
      import { createRoot } from 'react-dom/client'
      import { App } from './App.js'
      const element = document.getElementById('root')
      const Mode = location.search === '?strict' ? StrictMode : Fragment
      if (element) createRoot(element).render(<Mode><App /></Mode>)`,
    'App.tsx': counter,
    'worker.ts': worker,
  })
  const port = await freePort('127.0.0.1', 0)
  url = `http://127.0.0.1:${port}/`
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    cacheDir: join(root, '.vite'),
    plugins: [react()],
    optimizeDeps: { include: ['@iorpc/react', 'iorpc', 'iorpc/transports', 'react-dom/client'] },
    // React is a link to the one of the workspace.
    server: { host: '127.0.0.1', port, strictPort: true, fs: { strict: false } },
  })
  await server.listen()
})
afterAll(() => server.close())

/** Saves the component with other texts. */
async function edit(changes: Record<string, string>): Promise<void> {
  const file = join(root, 'App.tsx')
  let text = await readFile(file, 'utf8')
  for (const [from, to] of Object.entries(changes)) {
    expect(text).toContain(from)
    text = text.replaceAll(from, to)
  }
  await writeFile(file, text)
}

/** What a person does on a page, and sees there. */
async function visit(url: string) {
  const page = await open(url)
  const text = (id: string) => page.locator(id).textContent()
  const look = () => page.getByRole('button', { name: 'Look' }).click()
  return {
    page,
    ask: () => page.getByRole('button', { name: 'Ask' }).click(),
    expectText: (wanted: string) => expect.poll(() => text('#text'), { timeout: 20_000 }).toBe(wanted),
    /** The callback that the worker keeps and that of the subscription; what ends the subscription. */
    expectTheSameBound: () =>
      expect.poll(() => look().then(() => text('#bound')), { timeout: 20_000 }).toBe('2 here, 1 there'),
  }
}

test('an edited component keeps its state and its worker, answers with the new code, and leaks nothing', async () => {
  // StrictMode runs effects once more, which could hide that Fast Refresh has ended something.
  const visits = await Promise.all([visit(url), visit(`${url}?strict`)])
  for (const { ask, expectText, expectTheSameBound } of visits) {
    await expectText('one, clicks 0, ')
    await expectTheSameBound()
    await ask()
    await expectText('one, clicks 1, call 1 answered one')
  }

  await edit({ "'one'": "'two'", '>one, clicks': '>two, clicks' })
  for (const { ask, expectText, expectTheSameBound } of visits) {
    await expectText('two, clicks 1, call 1 answered one')
    await expectTheSameBound()
    await ask()
    await expectText('two, clicks 2, call 2 answered two')
  }

  // Another hook: React mounts the component anew, the connection stays.
  await edit({ 'const [seen,': 'useState(0)\n    const [seen,' })
  for (const { page, ask, expectText, expectTheSameBound } of visits) {
    await expectText('two, clicks 0, ')
    await expectTheSameBound()
    await ask()
    await expectText('two, clicks 1, call 3 answered two')
    expect(page.workers()).toHaveLength(1)
  }
})
