import { once } from 'node:events'
import { MessageChannel as NodeMessageChannel } from 'node:worker_threads'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pair, type Pair } from 'iorpc'
import { broadcastTransport, portTransport, workerTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'
import type { PeerApi } from './peers/api.js'
import { servePeer } from './peers/serve.js'

testTransport('a MessagePort of Node', {
  connect(late) {
    const { port1, port2 } = new NodeMessageChannel()
    servePeer(
      () => portTransport(port2),
      late,
      () => port2.close(),
    )
    return { transport: portTransport(port1), kill: ({ remote }) => remote.noWait.die() }
  },
  killed: 'IORPC_PORT_CLOSED',
  left: 'IORPC_PORT_CLOSED',
  values: 'clone',
})

let channels = 0

testTransport('a BroadcastChannel of Node', {
  connect(late) {
    const name = `peers ${channels++}`
    servePeer(() => broadcastTransport(name), late)
    return { transport: broadcastTransport(name), kill: ({ remote }) => remote.noWait.die() }
  },
  killed: 'IORPC_PEER_LEFT',
  left: 'IORPC_PEER_LEFT',
  waits: true,
  values: 'copy',
})

test('a broadcast that cannot be read rejects what is pending, and the connection goes on', async () => {
  const name = `peers ${channels++}`
  const bus = new BroadcastChannel(name)
  servePeer(() => broadcastTransport(name), false)
  const api = pair<PeerApi>({ ...broadcastTransport(bus) })
  onTestFinished(() => api.close())
  expect(await api.remote.add(1, 1)).toBe(2)
  const pending = api.remote.hang()
  bus.dispatchEvent(new MessageEvent('messageerror'))
  await expect(pending).rejects.toMatchObject({ code: 'IORPC_MESSAGE_ERROR' })
  expect(await api.remote.add(2, 2)).toBe(4)
  api.remote.noWait.leave()
})

test('a scope that has no other side, as that of a shared worker, is refused', () => {
  expect(() => workerTransport(new EventTarget() as never)).toThrow(
    expect.objectContaining({ code: 'IORPC_BAD_OPTION' }),
  )
})

test('a first packet whose parts are shared is read at once', async () => {
  const { port1, port2 } = new NodeMessageChannel()
  const transport = portTransport(port1)
  onTestFinished(() => transport.close())
  let shared: object = {}
  for (let depth = 0; depth < 60; depth++) shared = { a: shared, b: shared }
  const arrived = new Promise((resolve) => transport.on(resolve))
  port2.postMessage(shared, [new NodeMessageChannel().port1])
  expect(await arrived).toHaveProperty('a.b.a')
})

test('calls that have come before there is a pair find it complete, and keep their order', async () => {
  const { port1, port2 } = new NodeMessageChannel()
  const early = portTransport(port1)
  const arrived = once(port1, 'message')
  const { remote } = pair<{ next(): string }>({ ...portTransport(port2) })
  const calls = [remote.next(), remote.next()]
  await arrived
  let n = 0
  const it: Pair = pair({ ...early, local: { next: () => `${++n}, ${it.pending()} pending` } })
  onTestFinished(() => it.close())
  calls.push(remote.next())
  expect(await Promise.all(calls)).toEqual(['1, 0 pending', '2, 0 pending', '3, 0 pending'])
})

test('a transport that no pair takes keeps a bounded number of packets', async () => {
  const { port1, port2 } = new NodeMessageChannel()
  const transport = portTransport(port1)
  const ended = new Promise((resolve) => transport.onClose(resolve))
  for (let n = 0; n <= 10_000; n++) port2.postMessage(n)
  expect(await ended).toMatchObject({ code: 'IORPC_QUEUE_FULL' })
})

test('a pair that is closed on hearing of the end rejects with the reason of the end', async () => {
  const { port1, port2 } = new NodeMessageChannel()
  const transport = portTransport(port1)
  const api = pair<PeerApi>({ ...transport })
  transport.onStatus(() => api.close())
  const pending = api.remote.hang()
  port2.close()
  await expect(pending).rejects.toMatchObject({ code: 'IORPC_PORT_CLOSED' })
})

test('a listener that throws does not keep the news from the others', () => {
  const { port1 } = new NodeMessageChannel()
  const transport = portTransport(port1)
  const failure = new Error('listener')
  const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => {
    expect(work).toThrow(failure)
  })
  const heard = vi.fn()
  transport.onClose(() => {
    throw failure
  })
  transport.onClose(heard)
  transport.close()
  uncaught.mockRestore()
  expect(heard).toHaveBeenCalledTimes(1)
})
