import { createTap } from '@iorpc/tap'
import { pair, withOptions, type Pair, type RemoteFunction } from 'iorpc'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wire } from './wire.js'

interface Api {
  add(a: number, b: number): number
  never(): Promise<void>
  keep(fn: (n: number) => void): void
  drop(): void
  fail(): void
  make(): (n: number) => number
  call(n: number): Promise<void>
}

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function connect(options: { observed: boolean; nested?: boolean; tagged?: boolean }) {
  const tap = createTap({ name: 'counts' })
  disposals.push(() => tap.dispose())
  const [here, there] = wire()
  const { observer, ...wrapped } = tap.wrap(here)
  const pairOptions = {
    allowNestedFunctions: options.nested ?? false,
    taggedPackets: options.tagged ?? false,
  }
  let kept: RemoteFunction<(n: number) => void>[] = []
  const client: Pair<Api> = pair<Api>({
    ...wrapped,
    ...(options.observed && { observer }),
    options: pairOptions,
  })
  pair({
    ...there,
    options: pairOptions,
    local: {
      add: (a: number, b: number) => a + b,
      never: () => new Promise(() => {}),
      keep(fn: RemoteFunction<(n: number) => void>) {
        kept.push(fn)
      },
      drop() {
        for (const fn of kept) fn.unbind()
        kept = []
      },
      fail() {
        throw new Error('as it should')
      },
      make: () => (n: number) => n * 2,
      async call(n: number) {
        for (const fn of kept) await fn(n)
      },
    },
  })
  const counts = () => {
    const { calls, callbacks } = tap.store.getState().counts
    return { calls, callbacks }
  }
  return { tap, client, counts }
}

describe.each([
  { observed: true },
  { observed: false },
  { observed: true, nested: true, tagged: true },
  { observed: false, nested: true },
  { observed: false, tagged: true },
])('counts with %o', (options) => {
  it('are those of the pair at every moment', async () => {
    const { client, counts } = connect(options)
    const { remote } = client
    expect(counts()).toEqual({ calls: 0, callbacks: 0 })

    const sum = remote.add(1, 2)
    expect(counts()).toEqual({ calls: 1, callbacks: 0 })
    expect(await sum).toBe(3)
    expect(counts()).toEqual(client.bindings())

    const noop = () => {}
    await Promise.all([remote.keep(noop), remote.keep(noop), remote.keep(() => {})])
    expect(counts()).toEqual({ calls: 0, callbacks: 3 })
    expect(counts()).toEqual(client.bindings())

    await remote.call(1)
    await remote.drop()
    expect(client.bindings()).toEqual({ calls: 0, callbacks: 0 })
    expect(counts()).toEqual(client.bindings())

    await expect(remote.fail()).rejects.toThrow('as it should')
    expect(counts()).toEqual(client.bindings())

    const double = await remote.make()
    expect(await double(4)).toBe(8)
    double.unbind()
    expect(counts()).toEqual(client.bindings())

    const controller = new AbortController()
    const aborted = withOptions(remote, { signal: controller.signal }).never()
    expect(counts()).toEqual({ calls: 1, callbacks: 0 })
    controller.abort()
    await expect(aborted).rejects.toThrow()
    expect(counts()).toEqual({ calls: 0, callbacks: 0 })
    expect(counts()).toEqual(client.bindings())
  })
})

describe('with the observer', () => {
  it('counts what no packet tells: release, trim, rejectAll', async () => {
    const { client, counts } = connect({ observed: true })
    const fn = () => {}
    await client.remote.keep(fn)
    client.release(fn)
    expect(counts()).toEqual({ calls: 0, callbacks: 0 })

    await client.remote.keep(fn)
    const pending = client.remote.never()
    expect(counts()).toEqual({ calls: 1, callbacks: 1 })
    client.rejectAll()
    await expect(pending).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
    expect(counts()).toEqual(client.bindings())
  })
})

describe('names', () => {
  it('tells which function a callback and a reply belong to', async () => {
    const { tap, client } = connect({ observed: true })
    const onProgress = vi.fn(function onProgress() {})
    await client.remote.keep(Object.defineProperty(onProgress, 'name', { value: 'onProgress' }))
    await client.remote.call(7)
    const { packets } = tap.store.getState()
    const list = Array.from({ length: packets.length }, (_, index) => packets.at(index))
    expect(list.map((record) => `${record?.direction} ${record?.kind} ${record?.name}`)).toEqual([
      'out call keep',
      'in reply keep',
      'out call call',
      'in callback onProgress',
      'out reply onProgress',
      'in reply call',
    ])
    expect(onProgress).toHaveBeenCalledOnce()
  })
})
