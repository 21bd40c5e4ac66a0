import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { binChannel, pair, transfer, withOptions, type CallContext, type RemoteFunction } from 'iorpc'
import { linkedPairs } from 'iorpc/testing'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

async function sockets() {
  const server = new WebSocketServer({ port: 0 })
  await once(server, 'listening')
  const near = new WebSocket(`ws://localhost:${(server.address() as AddressInfo).port}`)
  const [far] = (await once(server, 'connection')) as [WebSocket]
  await once(near, 'open')
  onTestFinished(() => {
    near.close()
    server.close()
  })
  return { near, far }
}

test('a transport of two functions', async () => {
  const { near, far: socket } = await sockets()
  // #region own-transport
  pair({
    send: (packet) => socket.send(JSON.stringify(packet)),
    on: (handler) => socket.on('message', (text) => handler(JSON.parse(String(text)))),
    local: { add: (a: number, b: number) => a + b },
  })
  // #endregion own-transport
  const { remote } = pair<{ add(a: number, b: number): number }>({
    send: (packet) => near.send(JSON.stringify(packet)),
    on: (handler) => near.on('message', (text) => handler(JSON.parse(String(text)))),
  })
  expect(await remote.add(1, 2)).toBe(3)
})

test('a function that comes back', async () => {
  const shown: string[] = []
  const show = (update: string) => shown.push(update)
  const { a, b } = linkedPairs({
    localB: {
      subscribe(onUpdate: RemoteFunction<(update: string) => void>) {
        void onUpdate('first')
        return () => onUpdate.unbind()
      },
    },
  })
  const remote = a.remote as unknown as {
    subscribe(onUpdate: (update: string) => void): Promise<RemoteFunction<() => void>>
  }
  // #region functions
  const unsubscribe = await remote.subscribe((update) => show(update))
  await unsubscribe()
  unsubscribe.unbind()
  // #endregion functions
  expect(shown).toEqual(['first'])
  await expect.poll(() => a.pending() + b.pending()).toBe(0)
})

test('options of a call', async () => {
  const local = {
    search(this: CallContext, _what: string) {
      return new Promise<string>((_resolve, reject) => {
        this.signal.addEventListener('abort', () => reject(new Error('given up')))
      })
    },
    render: (image: ArrayBuffer | { pixels: ArrayBuffer }) =>
      'pixels' in image ? image.pixels.byteLength : image.byteLength,
  }
  const { a } = linkedPairs<object, typeof local>({ localB: local })
  const { remote } = a
  // #region abort
  const controller = new AbortController()
  const hurried = withOptions(remote, { signal: controller.signal, timeout: 5000 })
  const result = hurried.search('needle')
  controller.abort() // `result` rejects with the signal's reason; the other side sees `this.signal` abort
  // #endregion abort
  await expect(result).rejects.toMatchObject({ name: 'AbortError' })

  const [buffer, another] = [new ArrayBuffer(8), new ArrayBuffer(8)]
  const sizes = []
  // #region transfer
  sizes.push(await withOptions(remote, { transfer: [buffer] }).render(buffer)) // moved, not copied
  sizes.push(await remote.render({ pixels: transfer(another, [another]) })) // the same, also for results
  // #endregion transfer
  expect(sizes).toEqual([8, 8])
  expect([buffer.byteLength, another.byteLength]).toEqual([0, 0])
})

test('bytes', async () => {
  const { near, far: socket } = await sockets()
  const local = { size: (bytes: Uint8Array) => bytes.length }
  // #region bytes
  const channel = binChannel({
    sendBin: (message) => socket.send(message),
    onBin: (handler) => socket.on('message', (message) => handler(message as Buffer)),
  })
  pair({ ...channel, local })
  // #endregion bytes
  const { remote } = pair<typeof local>(
    binChannel({
      sendBin: (message) => near.send(message),
      onBin: (handler) => near.on('message', (message) => handler(message as Buffer)),
    }),
  )
  expect(await remote.size(new Uint8Array(1000))).toBe(1000)
})
