import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { IorpcError, pair, type Packet } from 'iorpc'
import { scripted, settle, type AnyApi } from '../support/connect.js'

const unhandled = vi.fn<(reason: unknown) => void>()
beforeEach(() => {
  unhandled.mockReset()
  process.on('unhandledRejection', unhandled)
})
afterEach(async () => {
  await settle()
  expect(unhandled).not.toHaveBeenCalled()
  process.off('unhandledRejection', unhandled)
})

const broken = new Error('port is gone')
const failing = {
  'send throws': () => {
    throw broken
  },
  'send rejects': () => Promise.reject(broken),
}

describe.each(Object.entries(failing))('when %s', (_name, send) => {
  test('a call rejects with IORPC_SEND_FAILED and its cause, and nothing stays bound', async () => {
    const { it } = scripted({ send })
    const call = it.remote.f(() => 1)
    await expect(call).rejects.toMatchObject({ name: 'IorpcError', code: 'IORPC_SEND_FAILED', cause: broken })
    expect(it.pending()).toBe(0)
  })

  test('an unbind is harmless', async () => {
    let deliver: (packet: Packet) => unknown = (packet) => {
      receive({ apiFunc: String(packet.cbId), cbId: false, args: [5], argsTransform: [0] })
    }
    const { it, receive } = scripted({ send: (packet) => deliver(packet) })
    const fn = await it.remote.get()
    deliver = send
    expect(fn.unbind()).toBeUndefined()
  })

  test('an answer that cannot be sent does no harm', async () => {
    const { it, receive } = scripted({
      send,
      local: { get: () => () => 1, fail: () => Promise.reject(new Error()) },
    })
    receive({ apiFunc: 'get', cbId: 1, args: [], argsTransform: [] })
    receive({ apiFunc: 'fail', cbId: 2, args: [], argsTransform: [] })
    await settle()
    expect(it.pending()).toBe(0)
  })
})

test('a noWait call that cannot be sent throws where it is made', () => {
  const { it } = scripted({ send: failing['send throws'] })
  expect(() => it.remote.noWait.f(() => 1)).toThrow(IorpcError)
  expect(it.pending()).toBe(0)
})

test('a noWait call whose send rejects gives its callbacks back', async () => {
  const { it } = scripted({ send: failing['send rejects'] })
  it.remote.noWait.f(() => 1)
  await settle()
  expect(it.pending()).toBe(0)
})

test('arguments that cannot be cloned reject', async () => {
  const { port1, port2 } = new MessageChannel()
  const { remote, pending } = pair<AnyApi>({ send: (packet) => port1.postMessage(packet), on: () => {} })
  await expect(remote.f(Symbol('s'), () => 1)).rejects.toMatchObject({ code: 'IORPC_SEND_FAILED' })
  expect(pending()).toBe(0)
  port1.close()
  port2.close()
})

test('an error of the transport that is an IorpcError is not wrapped', async () => {
  const closed = new IorpcError('IORPC_CLOSED', 'gone')
  const { it } = scripted({
    send: () => {
      throw closed
    },
  })
  expect(await it.remote.f().catch((error: unknown) => error)).toBe(closed)
})

test('answers may come from within send', async () => {
  const { it, receive } = scripted({
    send: (packet) =>
      receive({ apiFunc: String(packet.cbId), cbId: false, args: ['at once'], argsTransform: [] }),
  })
  expect(await it.remote.f()).toBe('at once')
  expect(it.pending()).toBe(0)
})

test('send may fail after the answer has come', async () => {
  const { it, receive } = scripted({
    send(packet) {
      receive({ apiFunc: String(packet.cbId), cbId: false, args: ['answered'], argsTransform: [] })
      throw broken
    },
  })
  expect(await it.remote.f()).toBe('answered')
  expect(it.pending()).toBe(0)
})

test('a duplicate reply is dropped', async () => {
  const dropped = vi.fn<() => void>()
  const { it, take, receive } = scripted({ observer: { dropped } })
  const call = it.remote.f()
  const reply = { apiFunc: String(take()[0]?.cbId), cbId: false, args: [1], argsTransform: [] }
  receive(reply)
  receive({ ...reply, args: [2] })
  expect(await call).toBe(1)
  expect(dropped).toHaveBeenCalledTimes(1)
  expect(take()).toEqual([])
})

test('getters of a packet that throw do no harm', () => {
  const dropped = vi.fn<() => void>()
  const { take, receive } = scripted({ observer: { dropped } })
  receive({
    get apiFunc() {
      throw broken
    },
  })
  expect(dropped).toHaveBeenCalledTimes(1)
  expect(take()).toEqual([])
})

test('a thenable result whose then throws rejects the call', async () => {
  const { take, receive } = scripted({
    local: {
      get odd() {
        return () => ({
          get then() {
            throw broken
          },
        })
      },
    },
  })
  receive({ apiFunc: 'odd', cbId: 3, args: [], argsTransform: [] })
  await settle()
  expect(take()).toMatchObject([
    { apiFunc: 'iorpcThrowError', args: [3, 'port is gone', expect.any(String)] },
  ])
})
