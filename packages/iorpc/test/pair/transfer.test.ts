import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { pair, transfer, withOptions, type Packet, type RemoteFunction } from 'iorpc'
import { connect, scripted, type AnyApi } from '../support/connect.js'

test('transferables of a call are moved', async () => {
  const { A } = connect({}, { local: { size: (buffer: ArrayBuffer) => buffer.byteLength } })
  const buffer = new ArrayBuffer(1024)
  expect(await withOptions(A.remote, { transfer: [buffer] }).size(buffer)).toBe(1024)
  expect(buffer.byteLength).toBe(0)
})

test('a plain send takes one argument', async () => {
  const send = vi.fn<(...args: unknown[]) => void>()
  const { it } = scripted({ send })
  it.remote.noWait.f(1)
  expect(send.mock.calls[0]).toHaveLength(1)
})

describe('a marked value', () => {
  /** What is moved with the arguments. */
  function listOf(...args: unknown[]): unknown {
    const send = vi.fn<(packet: Packet, list?: unknown) => void>()
    pair<AnyApi>({ send, on: () => {} }).remote.noWait.f(...args)
    return send.mock.calls[0]?.[1]
  }

  const marked = () => {
    const buffer = new ArrayBuffer(16)
    return transfer(buffer, [buffer])
  }

  test('is moved, in results and callback arguments too', async () => {
    const kept: ArrayBuffer[] = []
    const make = () => {
      const buffer = marked()
      kept.push(buffer)
      return buffer
    }
    const { A } = connect({}, { local: { async get(cb: RemoteFunction<(b: ArrayBuffer) => number>) { await cb(make()); return make() } } }) // prettier-ignore
    const seen: number[] = []
    const result = (await A.remote.get((buffer: ArrayBuffer) => seen.push(buffer.byteLength))) as ArrayBuffer
    expect([...seen, result.byteLength]).toEqual([16, 16])
    expect(kept.map((buffer) => buffer.byteLength)).toEqual([0, 0])
  })

  test.each<[string, (value: unknown) => unknown]>([
    ['in a list', (value) => ({ list: [value] })],
    ['in an object without a prototype', (value) => Object.assign(Object.create(null), { value })],
    ['deep', (value) => Array.from({ length: 100_000 }).reduce((inner) => [inner], value)],
    [
      'where each refers to all',
      (value) => {
        const all: unknown[] = []
        for (let n = 0; n < 300; n++) all.push({ all, value })
        return all
      },
    ],
  ])('is found %s', (_where, wrap) => {
    const value = marked()
    expect(listOf(wrap(value))).toEqual([value])
  })

  test('is moved once, with what is listed for the call and in its order', () => {
    const [a, b, c] = [marked(), marked(), marked()]
    transfer(a, [b, a])
    const send = vi.fn()
    const { remote } = pair<AnyApi>({ send, on: () => {} })
    withOptions(remote, { transfer: [c] }).noWait.f(a, b, c, a)
    expect(send.mock.calls).toEqual([[expect.anything(), [c, b, a]]])
    expect(listOf(a, b, c)).toBeUndefined()
  })

  test('that stands among many others is found at once', () => {
    const list = Array.from({ length: 50_000 }, marked)
    expect(listOf(list)).toHaveLength(50_000)
  })

  test('that is never sent costs nothing once it is collected', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    marked()
    const read = vi.fn()
    await vi.waitFor(() => {
      collect()
      read.mockClear()
      // Only a search reads it: this transport does not.
      listOf(Object.defineProperty({}, 'value', { get: read, enumerable: true }))
      expect(read).not.toHaveBeenCalled()
    })
  })

  test('is moved where the engine has no FinalizationRegistry', async () => {
    vi.stubGlobal('FinalizationRegistry', undefined)
    vi.resetModules()
    onTestFinished(() => void vi.unstubAllGlobals())
    const iorpc = await import('iorpc')
    const send = vi.fn()
    const buffer = new ArrayBuffer(8)
    iorpc.pair<AnyApi>({ send, on: () => {} }).remote.noWait.f(iorpc.transfer({ buffer }, [buffer]))
    expect(send).toHaveBeenCalledWith(expect.anything(), [buffer])
  })
})
