import { createTap, type TapState } from '@iorpc/tap'
import { binChannel, pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { afterEach, describe, expect, it } from 'vitest'
import type { AddApi } from './addWorker.js'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function connect(observed = true) {
  const worker = new Worker(new URL('./addWorker.ts', import.meta.url), { type: 'module' })
  const tap = createTap({ name: 'worker' })
  const { observer, ...wrapped } = tap.wrap(workerTransport(worker))
  const client = pair<AddApi>({ ...wrapped, ...(observed && { observer }) })
  disposals.push(() => {
    client.close()
    tap.dispose()
  })
  return { tap, client, worker }
}

/** React calls an effect from its own code, which is where engines give it the name of the component. */
function useEffect(effect: () => void) {
  effect()
}

describe.each([true, false])('a real worker, with the observer: %s', (observed) => {
  it('counts as the pair counts, in both directions', async () => {
    const { tap, client } = connect(observed)
    const { remote } = client
    const got: number[] = []
    const counts = () => {
      const { calls, callbacks } = tap.store.getState().counts
      return { calls, callbacks }
    }
    expect(await remote.add(1, 2)).toBe(3)
    await Promise.all([1, 2, 3].map((factor) => remote.keep((n) => void got.push(n * factor))))
    await remote.tell(5)
    expect(got).toEqual([5, 10, 15])
    expect(counts()).toEqual({ calls: 0, callbacks: 3 })
    expect(counts()).toEqual(client.bindings())

    const double = await remote.make()
    expect(await double(4)).toBe(8)
    expect(tap.store.getState().counts.held).toBe(1)
    double.unbind()
    expect(tap.store.getState().counts.held).toBe(0)

    await remote.drop()
    await expect.poll(counts).toEqual({ calls: 0, callbacks: 0 })
    expect(counts()).toEqual(client.bindings())
    const { calls } = tap.store.getState()
    expect(calls.at(0)).toMatchObject({ name: 'add', direction: 'out', outcome: 'resolved' })
    expect(calls.at(0)?.settledAt).toBeGreaterThan(calls.at(0)?.startedAt ?? Infinity)
  })
})

it('names the component that leaks, and the line, without any help of it', async () => {
  const { tap, client } = connect()
  function LeakySearch() {
    useEffect(() => {
      void client.remote.keep(() => {})
    })
  }
  for (let mount = 0; mount < 10; mount++) {
    LeakySearch()
    await client.remote.add(0, 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const [group] = tap.store.getState().groups
  expect(group).toMatchObject({ owner: 'LeakySearch', count: 10, verdict: 'GROWING' })
  expect(group?.site?.file).toMatch(/browser\.browser\.test\.ts$/)
  expect(group?.site?.line).toBeGreaterThan(0)
})

it('publishes with the frames of the page, once for many packets', async () => {
  const { tap, client } = connect()
  const states: TapState[] = []
  const unsubscribe = tap.store.subscribe((state) => states.push(state))
  await Promise.all(Array.from({ length: 500 }, (_, n) => client.remote.add(n, n)))
  await expect.poll(() => states.at(-1)?.counts.packetsIn).toBe(500)
  unsubscribe()
  expect(states.length).toBeLessThan(100)
})

it('keeps a flood of 50,000 packets within bounds', { timeout: 60_000 }, async () => {
  const { tap, client } = connect()
  for (let batch = 0; batch < 25; batch++) {
    await Promise.all(Array.from({ length: 1000 }, (_, n) => client.remote.add(n, n)))
  }
  const { packets, counts } = tap.store.getState()
  expect(packets).toMatchObject({ total: 50_000, length: 5000 })
  expect(counts.calls).toBe(0)
})

it('records a 50 MB buffer that is moved by its type and length', async () => {
  const { tap, client } = connect()
  const buffer = new ArrayBuffer(50_000_000)
  const { transfer } = await import('iorpc')
  await client.remote.echo(transfer(buffer, [buffer]))
  expect(buffer.byteLength).toBe(0)
  expect(tap.store.getState().packets.at(0)).toMatchObject({
    preview: [{ type: 'binary', name: 'ArrayBuffer', size: 50_000_000 }],
  })
})

it('follows a transfer over a real data channel', { timeout: 30_000 }, async () => {
  const [near, far] = await dataChannels()
  const tap = createTap({ name: 'channel' })
  const bin = (channel: RTCDataChannel) => ({
    sendBin: (message: Uint8Array<ArrayBuffer>) => channel.send(message),
    onBin: (handler: (message: ArrayBuffer) => void) => {
      channel.onmessage = (event: MessageEvent<ArrayBuffer>) => handler(event.data)
    },
  })
  const { remote } = pair<{ save(bytes: Uint8Array): number }>(
    tap.wrap(binChannel(tap.wrapBin(bin(near)), { chunkSize: 50_000 })),
  )
  pair({ ...binChannel(bin(far)), local: { save: (bytes: { length: number }) => bytes.length } })
  expect(await remote.save(new Uint8Array(2_000_000))).toBe(2_000_000)
  expect(tap.store.getState().transfers).toMatchObject([
    { direction: 'out', name: 'save', bytes: 2_000_000, chunks: 40, totalChunks: 40, done: true },
  ])
  expect(tap.store.getState().counts.bytesOut).toBeGreaterThan(2_000_000)
})

async function dataChannels(): Promise<[RTCDataChannel, RTCDataChannel]> {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
  disposals.push(() => {
    a.close()
    b.close()
  })
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined)
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined)
  const near = a.createDataChannel('bytes')
  const far = new Promise<RTCDataChannel>((resolve) => {
    b.ondatachannel = ({ channel }) => resolve(channel)
  })
  await a.setLocalDescription()
  if (a.localDescription) await b.setRemoteDescription(a.localDescription)
  await b.setLocalDescription()
  if (b.localDescription) await a.setRemoteDescription(b.localDescription)
  await new Promise((resolve) => near.addEventListener('open', resolve))
  near.binaryType = 'arraybuffer'
  const other = await far
  other.binaryType = 'arraybuffer'
  return [near, other]
}
