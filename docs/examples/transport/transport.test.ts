import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { pair, type RemoteFunction } from 'iorpc'
import { expect, onTestFinished, test } from 'vitest'
import { streamTransport } from './streamTransport.js'

const local = {
  async count(to: number, onStep: RemoteFunction<(n: number) => void>) {
    for (let n = 1; n <= to; n++) await onStep(n)
    onStep.unbind()
    return to
  },
  hang: () => new Promise<number>(() => {}),
}

async function open() {
  const server = createServer((socket) => void pair({ ...streamTransport(socket), local })).listen(0)
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port)
  onTestFinished(() => {
    socket.destroy()
    server.close()
  })
  return { socket, ...pair<typeof local>(streamTransport(socket)) }
}

test('carries calls and callbacks', async () => {
  const { remote, pending } = await open()
  const steps: number[] = []
  expect(await remote.count(3, (n) => steps.push(n))).toBe(3)
  expect(steps).toEqual([1, 2, 3])
  await expect.poll(pending).toBe(0)
})

test('survives a line that is no JSON', async () => {
  const { remote, socket } = await open()
  socket.write('no JSON\n')
  expect(await remote.count(0, () => {})).toBe(0)
})

test('rejects what waits when the stream ends', async () => {
  const { remote, socket } = await open()
  const call = remote.hang()
  await once(socket, 'connect')
  socket.destroy()
  await expect(call).rejects.toThrow('The stream has ended')
})

test('a call after the end fails', async () => {
  const { remote, close } = await open()
  close()
  await expect(remote.hang()).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
})
