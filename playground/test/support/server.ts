import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    playgroundUrl: string
  }
}

/** Starts the playground as the README does, for all end-to-end tests of both projects. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const started = project.vitest.projects.map((it) => it.getProvidedContext().playgroundUrl).find(Boolean)
  if (started) {
    project.provide('playgroundUrl', started)
    return undefined
  }
  const server = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, BROWSER: 'none' },
    shell: process.platform === 'win32',
    // A group of its own, so that npm and what it has started end together.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let isWanted = true
  void ended.then(() => {
    if (isWanted) process.stderr.write(`npm start has ended by itself:\n${output}`)
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /ioRPC playground +(http:\S+)/.exec(output)?.[1]
      if (found) resolve(found)
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    void ended.then(() => reject(new Error('npm start has ended')))
  })
  project.provide('playgroundUrl', url)

  return async () => {
    isWanted = false
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', `${server.pid}`, '/T', '/F'])
    else process.kill(-server.pid, 'SIGTERM')
    await ended
  }
}
