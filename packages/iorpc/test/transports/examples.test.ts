import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { bundle } from './bundle.mjs'

let server: Awaited<ReturnType<typeof bundle>>
let client: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  server = await bundle('../examples/server.mjs')
  client = await bundle('../examples/client.mjs')
})
afterAll(() => Promise.all([server.remove(), client.remove()]))

function run(file: string, port: string) {
  const process = fork(file, { env: { PORT: port }, silent: true })
  onTestFinished(() => void process.kill())
  return { process, lines: linesOf(process) }
}

function linesOf({ stdout, stderr }: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (data: Buffer) => lines.push(...data.toString().trimEnd().split('\n')))
  }
  return lines
}

test('the server and the client of the examples run as they stand', async () => {
  const host = run(server.file, '0')
  const port = await vi.waitFor(() => {
    const [, found] = /listening on port (\d+)/.exec(host.lines.join()) ?? []
    if (!found) throw new Error('The server does not listen yet')
    return found
  })

  const guest = run(client.file, port)
  const [exitCode] = await once(guest.process, 'exit')
  expect(guest.lines).toEqual([
    'Hello, Ada',
    'Hello at last, Grace',
    'stopped',
    'Nothing can be divided by 0',
    'The returned function failed',
    'pending: 0 on the server, 0 here',
  ])
  expect(exitCode).toBe(0)

  await vi.waitFor(() => expect(host.lines).toContain('IORPC_SOCKET_CLOSED'))
  expect(host.lines).toContain('pending: 1 on the client, 1 here')
  expect(host.lines).toContain('the callback failed: no such file')
})
