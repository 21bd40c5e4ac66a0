import { fork } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pair } from 'iorpc'
import { portTransport, processTransport, workerTransport } from 'iorpc/transports'
import { bundle } from './bundle.mjs'
import { testTransport } from './contract.js'
import type { PeerApi } from './peers/api.js'

let thread: Awaited<ReturnType<typeof bundle>>
let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  thread = await bundle('thread.ts')
  child = await bundle('process.ts')
})
afterAll(() => Promise.all([thread.remove(), child.remove()]))

const startThread = (late = false) => {
  const worker = new Worker(thread.file, { workerData: late ? 'late' : '' })
  onTestFinished(async () => void (await worker.terminate()))
  return worker
}

const startChild = (late: boolean, serialization: 'advanced' | 'json') => {
  const process = fork(child.file, late ? ['late'] : [], { serialization })
  onTestFinished(() => void process.kill())
  return process
}

testTransport('a worker thread that is terminated by somebody else', {
  connect(late) {
    const worker = startThread(late)
    return { transport: workerTransport(worker), kill: () => worker.terminate() }
  },
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a worker thread that exits', {
  connect: (late) => ({
    transport: portTransport(startThread(late)),
    kill: ({ remote }) => remote.noWait.die(),
  }),
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a child process that is killed', {
  connect(late) {
    const process = startChild(late, 'advanced')
    return { transport: processTransport(process), kill: () => process.kill('SIGKILL') }
  },
  killed: 'IORPC_PROCESS_ENDED',
  left: 'IORPC_PROCESS_ENDED',
  values: 'copy',
})

testTransport('a child process that exits, with JSON', {
  connect: (late) => ({
    transport: processTransport(startChild(late, 'json')),
    kill: ({ remote }) => remote.noWait.die(),
  }),
  killed: 'IORPC_PROCESS_ENDED',
  left: 'IORPC_PROCESS_ENDED',
  values: 'json',
})

test('an uncaught error ends a worker thread, and its connection', async () => {
  const { remote } = pair<PeerApi>({ ...workerTransport(startThread()) })
  remote.noWait.throwLater()
  await expect(remote.hang()).rejects.toMatchObject({
    code: 'IORPC_WORKER_ERROR',
    message: expect.stringContaining('thrown outside of any call'),
  })
  await expect(remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_WORKER_ERROR' })
})

test('a thread whose script is missing ends the connection', async () => {
  const { remote } = pair<PeerApi>({ ...workerTransport(new Worker('/nowhere.mjs')) })
  await expect(remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_WORKER_ERROR' })
})

test('a process whose script is missing ends the connection', async () => {
  const { remote } = pair<PeerApi>({ ...processTransport(fork('/nowhere.mjs', { silent: true })) })
  await expect(remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_PROCESS_ENDED' })
})

test('a process without a channel is refused', () => {
  expect(() => processTransport(process.constructor.prototype as NodeJS.Process)).toThrow('IPC')
})
