import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createTap, taps, type TapState } from '@iorpc/tap'
import type { Packet } from 'iorpc'
import { afterEach, describe, expect, it } from 'vitest'
import { packet, scripted } from './wire.js'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that live on, of the heap and of buffers. */
function memory(): { heap: number; buffers: number } {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers }
}

const MB = 1024 * 1024

function connect(name = 'endurance') {
  const tap = createTap({ name })
  const { transport, receive } = scripted()
  const wrapped = tap.wrap({ ...transport, send: (_packet: Packet) => {} })
  wrapped.on(() => {})
  disposals.push(() => tap.dispose())
  return { tap, send: (given: unknown) => wrapped.send(given as Packet), receive, observer: wrapped.observer }
}

/** What an app with progress callbacks does: calls with an object and a function, progress, a result. */
function converse({ send, receive, observer }: ReturnType<typeof connect>, calls: number, from: number) {
  for (let n = from; n < from + calls; n++) {
    const callback = n + 1_000_000_000
    const fn = () => {}
    observer.callStarted?.({ direction: 'out', id: n, kind: 'call', method: 'save' })
    observer.bound?.({ side: 'own', id: callback, fn, method: 'save', callId: n, path: '1' })
    send(packet('save', n, [{ id: n, title: `document ${n}`, tags: ['a', 'b'] }, callback], [1]))
    for (let part = 0; part < 6; part++)
      receive(packet(String(callback), false, [`part ${part} of ${n}`, part]))
    receive(packet(String(n), false, [{ id: n, isSaved: true }]))
    observer.callSettled?.({ direction: 'out', id: n, kind: 'call', method: 'save', outcome: 'resolved' })
    observer.released?.({ side: 'own', id: callback, reason: 'released' })
  }
}

describe('a flood', { timeout: 120_000 }, () => {
  it('of 500,000 packets leaves no more memory behind than one of 50,000', () => {
    const connection = connect()
    converse(connection, 50_000 / 8, 1)
    const before = memory()
    converse(connection, 450_000 / 8, 50_000)
    const after = memory()
    expect(after.heap - before.heap).toBeLessThan(3 * MB)
    expect(after.buffers - before.buffers).toBeLessThan(MB)
    const { counts, packets, calls, waiting, bindings, released } = connection.tap.store.getState()
    expect(counts).toMatchObject({
      calls: 0,
      callbacks: 0,
      packetsOut: 62_500,
      packetsIn: 437_500,
      dropped: 0,
    })
    expect([packets.length, calls.length, released.length]).toEqual([5000, 5000, 500])
    expect([waiting.length, bindings.length]).toEqual([0, 0])
  })

  it('is shown at most once a frame, in lists that stay short', async () => {
    const connection = connect()
    const states: TapState[] = []
    disposals.push(connection.tap.store.subscribe((state) => void states.push(state)))
    let calls = 0
    let frames = 0
    while (calls < 100_000 / 8) {
      converse(connection, 1250, 1 + calls)
      calls += 1250
      frames++
      await new Promise((resolve) => setTimeout(resolve))
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(states.length).toBeGreaterThan(0)
    expect(states.length).toBeLessThanOrEqual(frames + 1)
    expect(states.at(-1)?.counts.packetsOut).toBe(12_500)
    for (const { packets, history, groups } of states) {
      expect(packets.length).toBeLessThanOrEqual(5000)
      expect(history.length).toBeLessThanOrEqual(1200)
      expect(groups.length).toBeLessThanOrEqual(1)
    }
  })
})

it('fifty connections stand side by side, each with its own books', () => {
  const connections = Array.from({ length: 50 }, (_, index) => connect(`connection ${index}`))
  connections.forEach((connection, index) => converse(connection, 100 + index, 1))
  expect(taps.getState()).toHaveLength(50)
  for (const [index, { tap }] of connections.entries()) {
    expect(tap.store.getState().calls.total).toBe((100 + index) * 7)
  }
})

it('a payload of 200 MB is recorded as its type and length, and nothing of it is kept', async () => {
  const { tap, send, receive } = connect()
  const before = memory().buffers
  /** @returns how much more there is while the payload is there */
  const pass = () => {
    const payload = new Uint8Array(200 * MB)
    send(packet('save', 1, [payload]))
    receive(packet('save', 2, [{ nested: { payload } }]))
    return memory().buffers - before - payload.byteLength
  }
  expect(pass()).toBeLessThan(MB)
  await new Promise((resolve) => setTimeout(resolve))
  expect(memory().buffers - before).toBeLessThan(MB)
  const { packets, counts } = tap.store.getState()
  expect(packets.at(0)?.preview).toEqual([{ type: 'binary', name: 'Uint8Array', size: 200 * MB }])
  expect(counts.bytesOut).toBe(200 * MB)
})
