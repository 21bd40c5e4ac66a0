import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { pair } from 'iorpc'
import { webSocketTransport, type LinkTransport, type WebSocketOptions } from 'iorpc/transports'
import { testTransport } from './contract.js'
import { peerApi, type PeerApi } from './peers/api.js'

/** Serves `PeerApi` to whoever connects, at once or late. */
async function startServer(options: WebSocketOptions, port = 0) {
  const server = new WebSocketServer({ port })
  server.on('connection', (socket, request) => {
    const transport = webSocketTransport(socket, options)
    const serve = () => {
      const die = () => socket.terminate()
      const it = pair({ ...transport, local: peerApi(die, () => it.close()) })
    }
    if (request.url === '/late') setTimeout(serve, 50)
    else serve()
  })
  await once(server, 'listening')
  return server
}

/** The state after the next change. */
const nextStatus = ({ onStatus, status }: LinkTransport) =>
  new Promise((resolve) => {
    const stop = onStatus(() => {
      stop()
      resolve(status().state)
    })
  })

const urlOf = (server: WebSocketServer) => `ws://localhost:${(server.address() as AddressInfo).port}/`

for (const { name, options, values } of [
  { name: 'JSON', options: {}, values: 'json' },
  { name: 'binary messages', options: { binary: { assembleBins: true } }, values: 'binary' },
] as const) {
  let server: WebSocketServer
  beforeAll(async () => (server = await startServer(options)))
  afterAll(() => void server.close())

  testTransport(`a WebSocket of ws with ${name}`, {
    connect: (late) => ({
      transport: webSocketTransport(new WebSocket(urlOf(server) + (late ? 'late' : '')), options),
      kill: ({ remote }) => remote.noWait.die(),
    }),
    killed: 'IORPC_SOCKET_CLOSED',
    left: 'IORPC_SOCKET_CLOSED',
    values,
  })
}

test('a socket that cannot connect ends the connection', async () => {
  const server = await startServer({})
  const url = urlOf(server)
  await new Promise((resolve) => server.close(resolve))
  const { remote } = pair<PeerApi>({ ...webSocketTransport(new WebSocket(url)) })
  await expect(remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_SOCKET_CLOSED' })
})

test('a socket may be closed while it connects', async () => {
  const server = await startServer({})
  onTestFinished(() => void server.close())
  const socket = new WebSocket(urlOf(server))
  const api = pair<PeerApi>({ ...webSocketTransport(socket) })
  const call = api.remote.add(1, 1)
  api.close()
  await expect(call).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
  await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED))
})

test('while a socket connects, packets wait and no timer runs', async () => {
  const server = await startServer({ binary: true })
  onTestFinished(() => void server.close())
  const socket = new WebSocket(urlOf(server))
  const timers = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => timers.mockRestore())
  const { remote } = pair<PeerApi>({ ...webSocketTransport(socket, { binary: true }) })
  const call = remote.add(1, 1)
  expect(timers).not.toHaveBeenCalled()
  expect(await call).toBe(2)
})

test('a socket that closes amid a large value rejects its call, and what waits behind it', async () => {
  const server = await startServer({ binary: true })
  onTestFinished(() => void server.close())
  const transport = webSocketTransport(new WebSocket(urlOf(server)), { binary: true })
  const { remote, pending } = pair<PeerApi>({ ...transport })
  await remote.add(1, 1)
  const isOnItsWay = new Promise((resolve) => transport.onProgress(resolve))
  const calls = [remote.byteLength(new Uint8Array(50_000_000)), remote.add(1, 1)]
  const settled = Promise.allSettled(calls)
  await isOnItsWay
  for (const client of server.clients) client.terminate()
  for (const result of await settled)
    expect(result).toMatchObject({ reason: { code: 'IORPC_SOCKET_CLOSED' } })
  expect(pending()).toBe(0)
})

test('text that is no JSON does no harm, and the observer is told', async () => {
  const server = await startServer({})
  onTestFinished(() => void server.close())
  const socket = new WebSocket(urlOf(server))
  const dropped = vi.fn()
  const { remote } = pair<PeerApi>({ ...webSocketTransport(socket), observer: { dropped } })
  await remote.add(1, 1)
  for (const client of server.clients) client.send('{"apiFunc":')
  await vi.waitFor(() =>
    expect(dropped).toHaveBeenCalledWith(expect.objectContaining({ packet: '{"apiFunc":' })),
  )
  expect(await remote.add(1, 2)).toBe(3)
})

describe('a WebSocket that connects again', () => {
  const reconnect = { minDelay: 10, maxDelay: 20 }

  async function connect(options: WebSocketOptions = {}) {
    const server = await startServer(options)
    const url = urlOf(server)
    const made = vi.fn(() => new WebSocket(url))
    const transport = webSocketTransport(made, { reconnect, ...options })
    const api = pair<PeerApi>({ ...transport })
    onTestFinished(() => {
      api.close()
      server.close()
    })
    return { server, transport, made, api, remote: api.remote }
  }

  test('a call that is made on hearing of the loss belongs to the next epoch', async () => {
    const { remote, transport } = await connect()
    await remote.add(1, 1)
    const lost = nextStatus(transport)
    const called = new Promise<number>((resolve, reject) => {
      const stop = transport.onStatus(() => {
        stop()
        remote.add(1, 2).then(resolve, reject)
      })
    })
    remote.noWait.die()
    expect(await lost).toBe('connecting')
    expect(await called).toBe(3)
  })

  test.each([{ binary: false }, { binary: true }])(
    'starts a new epoch, in which new calls work ($binary)',
    async (options) => {
      const { remote, transport } = await connect(options)
      await remote.add(1, 1)
      expect(transport.status()).toEqual({ state: 'open', epoch: 1 })
      const pending = remote.hang()
      remote.noWait.die()
      await expect(pending).rejects.toMatchObject({ code: 'IORPC_SOCKET_CLOSED' })
      expect(transport.status()).toMatchObject({
        state: 'connecting',
        epoch: 1,
        reason: { code: 'IORPC_SOCKET_CLOSED' },
      })
      expect(await remote.add(2, 2)).toBe(4)
      expect(transport.status()).toEqual({ state: 'open', epoch: 2 })
    },
  )

  test('leaves nothing of one epoch to the next', async () => {
    const { remote, api } = await connect()
    const addOne = await remote.adder(1)
    const called = vi.fn()
    const pending = remote.callBack(called, 1).catch(() => 'failed')
    remote.noWait.die()
    await pending
    expect(api.bindings()).toEqual({ calls: 0, callbacks: 0 })
    await expect(addOne(1)).rejects.toThrow()
  })

  test.each([{ binary: false }, { binary: true }])(
    'keeps calls over failed attempts ($binary)',
    async (options) => {
      const { remote, server, transport, made } = await connect(options)
      await remote.add(1, 1)
      const { port } = server.address() as AddressInfo
      const lost = nextStatus(transport)
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
      await lost
      const kept = remote.add(2, 3)
      const before = made.mock.calls.length
      await vi.waitFor(() => expect(made.mock.calls.length).toBeGreaterThan(before + 1))
      const again = await startServer(options, port)
      onTestFinished(() => void again.close())
      expect(await kept).toBe(5)
    },
  )

  test('gives up after the given number of attempts', async () => {
    const made = vi.fn(() => new WebSocket('ws://localhost:1'))
    const { remote } = pair<PeerApi>({
      ...webSocketTransport(made, { reconnect: { ...reconnect, attempts: 2 } }),
    })
    await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'IORPC_SOCKET_CLOSED' })
    expect(made).toHaveBeenCalledTimes(3)
    await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'IORPC_SOCKET_CLOSED' })
  })

  test('takes a socket that cannot be made for a failed attempt', async () => {
    const { remote, made } = await connect()
    await remote.add(1, 1)
    made.mockImplementationOnce(() => {
      throw new Error('no token')
    })
    remote.noWait.die()
    await vi.waitFor(() => expect(made).toHaveBeenCalledTimes(3))
    expect(await remote.add(1, 2)).toBe(3)
  })

  test('makes no socket when it is closed on hearing of the loss', async () => {
    const { remote, made, transport } = await connect()
    await remote.add(1, 1)
    transport.onClose(() => transport.close())
    remote.noWait.die()
    await vi.waitFor(() => expect(transport.status().state).toBe('closed'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made).toHaveBeenCalledTimes(1)
  })

  test('makes no socket after it has been closed', async () => {
    const { remote, api, made, transport } = await connect()
    await remote.add(1, 1)
    const lost = nextStatus(transport)
    remote.noWait.die()
    expect(await lost).toBe('connecting')
    const before = made.mock.calls.length
    api.close()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made).toHaveBeenCalledTimes(before)
    expect(transport.status()).toMatchObject({ state: 'closed', reason: { code: 'IORPC_CLOSED' } })
  })
})
