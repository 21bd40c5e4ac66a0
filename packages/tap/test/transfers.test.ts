import { createTap, type Tap } from '@iorpc/tap'
import { binChannel, pair, type BinTransport, type TransferProgress, type Transport } from 'iorpc'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** Two ends of a channel of bytes, which delivers in later tasks. */
function bytesWire(): [BinTransport, BinTransport] {
  const handlers: ((message: Uint8Array) => void)[] = []
  const side = (here: number): BinTransport => ({
    sendBin(message) {
      const copy = message.slice()
      setTimeout(() => handlers[1 - here]?.(copy))
    },
    onBin: (handler) => (handlers[here] = handler),
  })
  return [side(0), side(1)]
}

interface Api {
  save(name: string, bytes: Uint8Array): number
}

function connect(wrap: (tap: Tap, bin: BinTransport) => Transport) {
  const tap = createTap({ name: 'bytes' })
  const [here, there] = bytesWire()
  const { remote } = pair<Api>(wrap(tap, here))
  const far = binChannel(there)
  pair({ ...far, local: { save: (_name: string, bytes: { length: number }) => bytes.length } })
  return { tap, remote }
}

const megabyte = new Uint8Array(1_000_000)
const options = { chunkSize: 100_000 }

describe('transfers', () => {
  it.each<[how: string, wrap: (tap: Tap, bin: BinTransport) => Transport]>([
    ['by a transport that reports progress', (tap, bin) => tap.wrap(binChannel(bin, options))],
    ['by both', (tap, bin) => tap.wrap(binChannel(tap.wrapBin(bin), options))],
  ])('are told %s, once', async (_how, wrap) => {
    const { tap, remote } = connect(wrap)
    expect(await remote.save('photo', megabyte)).toBe(1_000_000)
    const { transfers } = tap.store.getState()
    expect(transfers).toHaveLength(1)
    expect(transfers[0]).toMatchObject({
      direction: 'out',
      name: 'save',
      bytes: 1_000_000,
      totalBytes: 1_000_000,
      chunks: 10,
      totalChunks: 10,
      done: true,
      stalled: false,
    })
    expect(transfers[0]?.callId).toBe(String(tap.store.getState().calls.at(0)?.id))
  })

  it('are read from raw messages where nothing else tells', async () => {
    const { tap, remote } = connect((tap, bin) => {
      const { send, on } = binChannel(tap.wrapBin(bin), options)
      return tap.wrap({ send: (packet) => send(packet), on })
    })
    expect(await remote.save('photo', megabyte)).toBe(1_000_000)
    const { transfers, counts } = tap.store.getState()
    expect(transfers).toHaveLength(1)
    expect(transfers[0]).toMatchObject({
      direction: 'out',
      name: 'save',
      bytes: 1_000_000,
      totalBytes: undefined,
      chunks: 10,
      totalChunks: 10,
      done: true,
    })
    expect(counts.bytesOut).toBeGreaterThan(1_000_000)
    expect(counts.bytesOut).toBeLessThan(1_001_000)
  })

  it('ignore messages that are none of a channel', () => {
    const tap = createTap({ name: 'bytes' })
    let receive: (message: ArrayBuffer | ArrayBufferView) => void = () => {}
    const handler = vi.fn()
    tap.wrapBin<BinTransport>({ sendBin: () => {}, onBin: (listener) => (receive = listener) }).onBin(handler)
    const garbage = [new Uint8Array(0), new Uint8Array(5), new Uint8Array(50).fill(255), new ArrayBuffer(3)]
    for (const message of garbage) receive(message)
    expect(handler.mock.calls.map(([message]) => message as unknown)).toEqual(garbage)
    expect(tap.store.getState().transfers).toEqual([])
  })
})

describe('the pace of a transfer', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function reporting() {
    const tap = createTap({ name: 'bytes' })
    let report: (progress: TransferProgress) => void = () => {}
    let end: () => void = () => {}
    const wrapped = tap.wrap<Transport>({
      send: () => {},
      on: () => {},
      onProgress(listener) {
        report = listener
        return () => {}
      },
      onClose: (listener) => (end = listener),
    })
    wrapped.onClose?.(() => {})
    const progress = (chunks: number) =>
      report({
        direction: 'in',
        messageId: 1,
        index: 0,
        apiFunc: 'save',
        callId: '5',
        bytes: chunks * 1000,
        totalBytes: 100_000,
        chunks,
        totalChunks: 100,
      })
    const state = () => {
      tap.resume()
      return tap.store.getState().transfers[0]
    }
    return { progress, state, end: () => end() }
  }

  it('is measured lately, and in the end overall', () => {
    const { progress, state } = reporting()
    for (let chunk = 1; chunk <= 99; chunk++) {
      progress(chunk)
      vi.advanceTimersByTime(100)
    }
    expect(state()?.rate).toBeGreaterThan(9000)
    expect(state()?.rate).toBeLessThan(11_000)
    progress(100)
    expect(state()).toMatchObject({ done: true })
    expect(state()?.rate).toBeGreaterThan(9000)
  })

  it('stalls when nothing comes for two seconds, until something does', () => {
    const { progress, state } = reporting()
    progress(1)
    expect(state()).toMatchObject({ stalled: false })
    vi.advanceTimersByTime(2001)
    expect(state()).toMatchObject({ stalled: true, rate: 0 })
    progress(2)
    expect(state()).toMatchObject({ stalled: false })
  })

  it('stalls for good when the connection ends', () => {
    const { progress, state, end } = reporting()
    progress(1)
    end()
    expect(state()).toMatchObject({ stalled: true, done: false })
  })
})
