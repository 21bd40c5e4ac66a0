import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import type { Pair, RemoteFunction } from 'iorpc'
import { expectNoLeaks, linkedPairs, randomFaults, type Fault } from 'iorpc/testing'

interface PageApi {
  log(line: string): void
}

interface WorkerApi {
  add(x: number, y: number): number
  count(to: number, onStep: (n: number) => void): void
  keep(object: { list: number[] }): void
}

const worker = {
  add: (x: number, y: number) => x + y,
  async count(to: number, onStep: RemoteFunction<(n: number) => void>) {
    for (let n = 1; n <= to; n++) await onStep(n)
    onStep.unbind()
  },
  keep: () => undefined,
}

describe('linkedPairs', () => {
  test('connects two pairs', async () => {
    const lines: string[] = []
    const { a, b } = linkedPairs<PageApi, WorkerApi>({
      localA: { log: (line) => lines.push(line) },
      localB: { ...worker, add: (x, y) => x + y },
    })
    expect(await a.remote.add(1, 2)).toBe(3)
    await b.remote.log('done')
    expect(lines).toEqual(['done'])
    await expectNoLeaks(a, b)
    expectTypeOf(a).toEqualTypeOf<Pair<WorkerApi, PageApi>>()
    expectTypeOf(b).toEqualTypeOf<Pair<PageApi, WorkerApi>>()
  })

  test('passes callbacks, in order', async () => {
    const steps: number[] = []
    const { a, b } = linkedPairs<PageApi, WorkerApi>({ localB: worker })
    await a.remote.count(3, (n) => steps.push(n))
    expect(steps).toEqual([1, 2, 3])
    await expectNoLeaks(a, b)
  })

  test('shares no reference between the sides', async () => {
    const keep = vi.fn<WorkerApi['keep']>()
    const { a } = linkedPairs<PageApi, WorkerApi>({ localB: { ...worker, keep } })
    const sent = { list: [1] }
    const sending = a.remote.keep(sent)
    sent.list.push(2)
    await sending
    expect(keep).toHaveBeenCalledExactlyOnceWith({ list: [1] })
  })

  test('gives both pairs the options', async () => {
    const { a, b, settled } = linkedPairs({
      options: { allowNestedFunctions: true },
      localB: { watch: ({ onChange }: { onChange: RemoteFunction<() => void> }) => onChange.unbind() },
    })
    await a.remote['watch']?.({ onChange: () => undefined })
    await settled()
    expect([a.pending(), b.pending()]).toEqual([0, 0])
  })

  test('rejects what waits when it is disconnected', async () => {
    const { a, b, disconnect } = linkedPairs<PageApi, WorkerApi>({ localB: worker })
    const sums = Promise.allSettled([a.remote.add(1, 2), a.remote.count(3, () => undefined)])
    disconnect('unplugged')
    expect(await sums).toEqual([
      { status: 'rejected', reason: 'unplugged' },
      { status: 'rejected', reason: 'unplugged' },
    ])
    await expectNoLeaks(a, b)
  })

  test('tells the other side when one closes, after what it has sent before', async () => {
    const log = vi.fn<PageApi['log']>()
    const { a, b } = linkedPairs<PageApi, WorkerApi>({ localA: { log }, localB: worker })
    const sum = expect(a.remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
    b.remote.noWait.log('last words')
    b.close()
    await sum
    expect(log).toHaveBeenCalledExactlyOnceWith('last words')
  })
})

describe('faults', () => {
  const received = async (fault: Fault | false, count = 3) => {
    const lines: string[] = []
    const { b, settled } = linkedPairs<PageApi, WorkerApi>({
      localA: { log: (line) => lines.push(line) },
      faults: (packet, { from, index }) => from === 'b' && packet.apiFunc === 'log' && index === 0 && fault,
    })
    for (let n = 0; n < count; n++) b.remote.noWait.log(`line ${n}`)
    await settled()
    return lines.join()
  }

  test.each<{ fault: Fault | false; lines: string }>([
    { fault: false, lines: 'line 0,line 1,line 2' },
    { fault: 'drop', lines: 'line 1,line 2' },
    { fault: 'duplicate', lines: 'line 0,line 0,line 1,line 2' },
    { fault: 'reorder', lines: 'line 1,line 0,line 2' },
    { fault: { delay: 5 }, lines: 'line 0,line 1,line 2' },
  ])('$fault', async ({ fault, lines }) => {
    expect(await received(fault)).toBe(lines)
  })

  test('a packet that nothing overtakes arrives', async () => {
    expect(await received('reorder', 1)).toBe('line 0')
  })

  test('of one seed are the same again', () => {
    const packet = { apiFunc: 'log', cbId: false, args: [], argsTransform: [] } as const
    const fate = (seed: number) => {
      const faults = randomFaults({ seed, drop: 0.2, duplicate: 0.2, reorder: 0.2, delay: 0.2, maxDelay: 3 })
      return Array.from({ length: 500 }, (_, index) => faults({ ...packet, args: [] }, { from: 'a', index }))
    }
    expect(fate(1)).toEqual(fate(1))
    expect(fate(1)).not.toEqual(fate(2))
    const kinds = fate(1).map((fault) => (fault && typeof fault === 'object' ? 'delay' : fault))
    for (const kind of ['drop', 'duplicate', 'reorder', 'delay', undefined]) {
      expect(kinds.filter((it) => it === kind).length).toBeGreaterThan(60)
    }
    for (const fault of fate(1)) if (fault && typeof fault === 'object') expect(fault.delay).toBeLessThan(3)
  })
})

describe('settled', () => {
  test('waits for what follows from a packet', async () => {
    const { a, b, settled } = linkedPairs<PageApi, WorkerApi>({ localB: worker })
    let count = 0
    const counting = a.remote.count(50, () => (count += 1))
    await settled()
    expect(count).toBe(50)
    expect([a.pending(), b.pending()]).toEqual([0, 0])
    await counting
  })

  test('resolves when nothing was sent', async () => {
    await expect(linkedPairs().settled()).resolves.toBeUndefined()
  })
})
