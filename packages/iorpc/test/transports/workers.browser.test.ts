import { expect, vi } from 'vitest'
import { portTransport, workerTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'

let workers = 0
/** A URL of its own each time, so that each test has a shared worker of its own. */
const scriptOf = (script: URL, late: boolean) => new URL(`?${late ? 'late' : ''}&${workers++}`, script)
const worker = new URL('./peers/worker.ts', import.meta.url)
const sharedWorker = new URL('./peers/sharedWorker.ts', import.meta.url)

/** Somebody waits for a worker to die. */
const watched = () =>
  vi.waitFor(async () => {
    const { pending = [] } = await navigator.locks.query()
    expect(pending.filter(({ name }) => name?.startsWith('iorpc-alive-'))).not.toEqual([])
  })

const dedicated = (late: boolean) => new Worker(scriptOf(worker, late), { type: 'module' })
const shared = (late: boolean) => new SharedWorker(scriptOf(sharedWorker, late), { type: 'module' })

testTransport('a dedicated worker that is terminated by somebody else', {
  connect(late) {
    const worker = dedicated(late)
    return { transport: workerTransport(worker), kill: () => worker.terminate(), watched }
  },
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a dedicated worker that closes itself', {
  connect: (late) => ({
    transport: workerTransport(dedicated(late)),
    kill: ({ remote }) => remote.noWait.die(),
    watched,
  }),
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a shared worker', {
  connect: (late) => ({
    transport: workerTransport(shared(late)),
    kill: ({ remote }) => remote.noWait.die(),
    watched,
  }),
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('the port of a shared worker', {
  connect: (late) => ({
    transport: portTransport(shared(late).port),
    kill: ({ remote }) => remote.noWait.die(),
    watched,
  }),
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})
