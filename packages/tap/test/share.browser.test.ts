import { connectTaps, taps, type TapView } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { expect, it } from 'vitest'

interface Api {
  add(a: number, b: number): number
}

it('shows the tap of a real worker beside those of the page, with the same clock', async () => {
  const disconnect = connectTaps()
  const worker = new Worker(new URL('./tapWorker.ts', import.meta.url), { type: 'module' })
  const { remote } = pair<Api>(workerTransport(worker))
  const before = performance.timeOrigin + performance.now()
  expect(await remote.add(1, 2)).toBe(3)

  const find = () => taps.getState().find(({ name }) => name === 'inside the worker')
  await expect.poll(find).toBeDefined()
  const mirror = find() as TapView
  expect(mirror).toMatchObject({ context: 'worker', mirrored: true })
  const unsubscribe = mirror.store.subscribe(() => {})
  await expect.poll(() => mirror.store.getState().packets.length).toBe(2)
  expect(mirror.store.getState().packets.at(0)).toMatchObject({
    direction: 'in',
    kind: 'call',
    name: 'add',
    preview: [1, 2],
  })

  expect(await remote.add(3, 4)).toBe(7)
  const after = performance.timeOrigin + performance.now()
  await expect.poll(() => mirror.store.getState().packets.at(3)?.preview).toEqual([7])
  const time = mirror.store.getState().packets.at(2)?.time
  expect(time).toBeGreaterThan(before - 50)
  expect(time).toBeLessThan(after + 50)

  unsubscribe()
  disconnect()
  worker.terminate()
  expect(find()).toBeUndefined()
})
