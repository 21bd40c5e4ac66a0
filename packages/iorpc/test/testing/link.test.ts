import { expect, onTestFinished, test, vi } from 'vitest'
import type { Packet } from 'iorpc'
import { createLink } from 'iorpc/testing'

const packet = (...args: unknown[]): Packet => ({ apiFunc: 'f', cbId: false, args, argsTransform: [] })

test('delivers one packet per turn of the event loop, never before `send` has returned', async () => {
  const link = createLink()
  const events: string[] = []
  link.b.on((it) => {
    events.push(`received ${(it as Packet).args[0]}`)
    queueMicrotask(() => events.push('microtask'))
  })
  link.a.send(packet(1))
  link.a.send(packet(2))
  events.push('sent')
  await link.settled()
  expect(events).toEqual(['sent', 'received 1', 'microtask', 'received 2', 'microtask'])
})

test('refuses what cannot be cloned', () => {
  const link = createLink()
  expect(() => link.a.send(packet(() => undefined))).toThrow(/could not be cloned/)
})

test('moves transferables', async () => {
  const link = createLink()
  const received = vi.fn<(packet: unknown) => void>()
  link.b.on(received)
  const buffer = new ArrayBuffer(8)
  link.a.send(packet(buffer), [buffer])
  expect(buffer.byteLength).toBe(0)
  await link.settled()
  expect(received).toHaveBeenCalledExactlyOnceWith(packet(new ArrayBuffer(8)))
})

test('serves several handlers on one end', async () => {
  const link = createLink()
  const handlers = [vi.fn<(packet: unknown) => void>(), vi.fn<(packet: unknown) => void>()]
  for (const handler of handlers) link.b.on(handler)
  link.a.send(packet(1))
  await link.settled()
  for (const handler of handlers) expect(handler).toHaveBeenCalledOnce()
})

test('loses what is in flight when it is disconnected, and carries nothing afterwards', async () => {
  const link = createLink()
  const received = vi.fn<(packet: unknown) => void>()
  const closed = vi.fn<(reason?: unknown) => void>()
  link.b.on(received)
  link.a.onClose(closed)
  link.b.onClose(closed)
  link.a.send(packet(1))
  link.disconnect('why')
  link.disconnect('again')
  link.a.send(packet(2))
  await link.settled()
  expect(received).not.toHaveBeenCalled()
  expect(closed.mock.calls).toEqual([['why'], ['why']])
})

test('told by `close` is the other end alone, once', async () => {
  const link = createLink()
  const closedA = vi.fn<() => void>()
  const closedB = vi.fn<() => void>()
  link.a.onClose(closedA)
  link.b.onClose(closedB)
  link.a.close()
  link.a.close()
  link.b.close()
  await vi.waitFor(() => expect(closedB).toHaveBeenCalledOnce())
  expect(closedA).not.toHaveBeenCalled()
})

test('goes on when a handler throws', async () => {
  const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => {
    expect(work).toThrow('handler')
  })
  onTestFinished(() => uncaught.mockRestore())
  const { a, b, settled } = createLink()
  const heard = vi.fn()
  b.on(() => {
    throw new Error('handler')
  })
  b.on(heard)
  a.send(packet(1))
  a.send(packet(2))
  await settled()
  expect(heard).toHaveBeenCalledTimes(2)
  expect(uncaught).toHaveBeenCalledTimes(2)
})
