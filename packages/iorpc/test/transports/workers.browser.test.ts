import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { pair, transfer } from 'iorpc'
import { batch, portTransport, workerTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import type { PeerApi } from './peers/api.js'

let workers = 0
/** A URL of its own each time, so that each test has a shared worker of its own. */
const scriptOf = (script: URL, late: boolean, more = '') =>
  new URL(`?${workers++}&${late ? 'late' : ''}&${more}`, script)
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

testTransport('a dedicated worker that dies without a word', {
  connect(late) {
    const worker = dedicated(late)
    // Not the method of this worker, which would tell.
    const kill = () => Worker.prototype.terminate.call(worker)
    return { transport: workerTransport(worker), kill, watched }
  },
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a dedicated worker with batches', {
  connect(late) {
    const batched = new Worker(scriptOf(worker, late, 'batch'), { type: 'module' })
    return { transport: batch(workerTransport(batched)), kill: () => batched.terminate() }
  },
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a dedicated worker that closes itself', {
  connect: (late) => ({
    transport: workerTransport(dedicated(late)),
    kill: ({ remote }) => remote.noWait.die(),
  }),
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('a shared worker', {
  connect: (late) => ({
    transport: workerTransport(shared(late)),
    kill: ({ remote }) => remote.noWait.die(),
  }),
  killed: 'IORPC_WORKER_ENDED',
  left: 'IORPC_WORKER_ENDED',
  values: 'clone',
})

testTransport('the port of a shared worker', {
  connect: (late) => ({
    transport: portTransport(shared(late).port),
    kill: ({ remote }) => remote.noWait.die(),
  }),
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})

async function connectService(late: boolean): Promise<MessagePort> {
  const script = new URL('./peers/serviceWorker.ts', import.meta.url)
  const registration = await navigator.serviceWorker.register(script, { type: 'module' })
  const worker = registration.active ?? registration.installing ?? registration.waiting
  await vi.waitFor(() => expect(worker?.state).toBe('activated'))
  const { port1, port2 } = new MessageChannel()
  worker?.postMessage(late ? 'late' : '', [port2])
  return port1
}

testTransport('a service worker that the browser stops', {
  async connect(late) {
    return {
      transport: portTransport(await connectService(late)),
      async kill() {
        await cdp().send('ServiceWorker.enable')
        await cdp().send('ServiceWorker.stopAllWorkers')
      },
      watched,
    }
  },
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})

describe('a worker whose script cannot run', () => {
  const start = (body: string) => {
    const url = URL.createObjectURL(new Blob([body], { type: 'text/javascript' }))
    return new Worker(url, { type: 'module' })
  }

  test.each([
    ['is missing', () => new Worker('/nowhere.js')],
    ['cannot be parsed', () => start('let let')],
    ['imports what is missing', () => start('import "/nowhere.js"')],
    ['throws before it listens', () => start('setTimeout(() => { throw new Error("no") })')],
  ])('ends the connection when it %s', async (_name, make) => {
    const transport = workerTransport(make())
    const { remote } = pair<PeerApi>({ ...transport })
    await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'IORPC_WORKER_ERROR' })
    expect(transport.status()).toMatchObject({ state: 'closed', reason: { code: 'IORPC_WORKER_ERROR' } })
    await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'IORPC_WORKER_ERROR' })
  })
})

describe('a worker that ends before it has ever answered', () => {
  const pendingIn = (worker: Worker) => pair<PeerApi>({ ...workerTransport(worker) }).remote

  test('rejects what is pending when it is terminated', async () => {
    const worker = dedicated(true)
    const call = pendingIn(worker).add(1, 1)
    worker.terminate()
    await expect(call).rejects.toMatchObject({ code: 'IORPC_WORKER_ENDED' })
  })

  test('rejects what is pending when it closes itself', async () => {
    const remote = pendingIn(dedicated(true))
    const call = remote.hang()
    remote.noWait.die()
    await expect(call).rejects.toMatchObject({ code: 'IORPC_WORKER_ENDED' })
  })

  test('tells every transport that it had', async () => {
    const worker = dedicated(true)
    const calls = [pendingIn(worker).hang(), pendingIn(worker).hang()]
    worker.terminate()
    for (const result of await Promise.allSettled(calls))
      expect(result).toMatchObject({ reason: { code: 'IORPC_WORKER_ENDED' } })
  })
})

test('an uncaught error in a living worker rejects what is pending, and the connection goes on', async () => {
  const transport = workerTransport(dedicated(false))
  const api = pair<PeerApi>({ ...transport })
  onTestFinished(() => api.close())
  await api.remote.add(1, 1)
  const pending = api.remote.hang()
  api.remote.noWait.throwLater()
  await expect(pending).rejects.toMatchObject({
    code: 'IORPC_WORKER_ERROR',
    message: expect.stringContaining('thrown outside of any call'),
  })
  expect(await api.remote.add(2, 2)).toBe(4)
  expect(transport.status()).toEqual({ state: 'open', epoch: 2 })
})

test('a worker that knows nothing of this library sees packets alone', async () => {
  const script = 'onmessage = ({ data }) => postMessage({ ...data, apiFunc: String(data.cbId), cbId: false })'
  const worker = new Worker(URL.createObjectURL(new Blob([script])))
  const messages: unknown[] = []
  worker.addEventListener('message', ({ data }) => messages.push(data))
  const api = pair<PeerApi>({ ...workerTransport(worker) })
  onTestFinished(() => api.close())
  expect(await api.remote.echo(5)).toBe(5)
  expect(await api.remote.echo(6)).toBe(6)
  expect(messages).toHaveLength(2)
})

test('a message that cannot be read rejects what is pending, and the connection goes on', async () => {
  const worker = dedicated(false)
  const api = pair<PeerApi>({ ...workerTransport(worker) })
  onTestFinished(() => api.close())
  const pending = api.remote.hang()
  worker.dispatchEvent(new MessageEvent('messageerror'))
  await expect(pending).rejects.toMatchObject({ code: 'IORPC_MESSAGE_ERROR' })
  expect(await api.remote.add(2, 2)).toBe(4)
})

test('a port among the arguments of the first call arrives as it is', async () => {
  const api = pair<PeerApi>({ ...workerTransport(dedicated(false)) })
  onTestFinished(() => api.close())
  const { port1, port2 } = new MessageChannel()
  const back = (await api.remote.echo(transfer({ deep: [port2] }, [port2])).catch((error) => error)) as Error
  // The worker would have to transfer it once more, so it does not come back. But it has not been taken for ours.
  expect(back.message).toContain('transfer')
  port1.close()
})

test('a window is refused', () => {
  expect(() => workerTransport(window)).toThrow(expect.objectContaining({ code: 'IORPC_BAD_OPTION' }))
  expect(() => portTransport(window)).toThrow(expect.objectContaining({ code: 'IORPC_BAD_OPTION' }))
})
