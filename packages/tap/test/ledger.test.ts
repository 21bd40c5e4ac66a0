import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { BindingRecord } from '@iorpc/tap'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, all, ledger } from './ledgerOf.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a binding', () => {
  it('tells what it is, where it was made and how it was used', () => {
    const { bind, state, tap } = ledger()
    const owner = tap.mount({ name: 'SearchBox' })
    const id = owner.run(() => bind(function onResult() {}, '1.onResult'))
    const [binding] = all<BindingRecord>(state().bindings)
    expect(binding).toMatchObject({
      key: `1:own:${id}`,
      epoch: 1,
      side: 'own',
      id,
      name: 'onResult',
      method: 'subscribe',
      path: '1.onResult',
      owner: { name: 'SearchBox', declared: true },
      calls: 0,
      releasedAt: undefined,
      verdict: undefined,
    })
    expect(binding?.site?.file).toMatch(/ledgerOf\.ts$/)
    expect(binding?.site?.functionName).toBe('bind')
    expect(binding?.stack?.split('\n')[0]).toMatch(/^bind \(.*ledgerOf\.ts:\d+:\d+\)$/)
    expect(binding?.stack).not.toContain('tap/src')
  })

  it.each([
    ['', '0', 'subscribe:0'],
    ['', '1.onDone', 'onDone'],
    ['listener', '0', 'listener'],
  ])('of a function named "%s" at %s is called %s', (name, path, shown) => {
    const { bind, state } = ledger()
    bind(
      Object.defineProperty(() => {}, 'name', { value: name }),
      path,
    )
    expect(state().bindings.at(0)?.name).toBe(shown)
  })

  it('has no stack without stacks, and no owner unless somebody said or looks like one', () => {
    const { bind, state } = ledger({ stacks: false })
    bind()
    expect(state().bindings.at(0)).toMatchObject({ site: undefined, stack: undefined, owner: undefined })
  })

  it('is taken for made at the same place as the one before, when there are too many to look', () => {
    const { bind, state } = ledger()
    for (let n = 0; n < 3000; n++) bind()
    expect(state().groups).toHaveLength(1)
    expect(state().groups[0]).toMatchObject({ count: 3000, site: { functionName: 'bind' } })
  })

  it('gets an owner from a function on the stack that is named like a component', () => {
    const { bind, state } = ledger()
    function SearchBox() {
      bind()
    }
    SearchBox()
    expect(state().bindings.at(0)?.owner).toMatchObject({ name: 'SearchBox', declared: false })
  })

  it('that is sent later than its call was made is shown where its owner uses the library', async () => {
    const { observer, state, tap } = ledger()
    // Nothing but the library is on the stack then.
    const bindLater = async (id: number, stack: string | undefined) => {
      const owner = tap.mount({ name: 'Late', stack })
      const event = { side: 'own', id, fn: () => {}, method: 'subscribe', callId: 1, path: '0' } as const
      const bound = observer.bound?.bind(observer, event) ?? (() => {})
      queueMicrotask(owner.run.bind(owner, bound) as () => void)
      await Promise.resolve()
    }
    await bindLater(1, new Error().stack)
    await bindLater(2, undefined)
    expect(state().bindings.at(0)?.site?.file).toMatch(/ledger\.test\.ts$/)
    expect(state().bindings.at(1)?.site).toBeUndefined()
  })

  it('leaves the live ones for the released ones, with the reason', () => {
    const { bind, release, state } = ledger()
    const id = bind()
    release(id, 'unbound')
    release(id, 'released')
    expect(state().bindings.length).toBe(0)
    expect(all(state().released)).toMatchObject([{ id, releaseReason: 'unbound' }])
  })

  it('is the same object until something changes', () => {
    const { bind, state, tap } = ledger()
    bind()
    const before = state().bindings.at(0)
    tap.resume()
    expect(state().bindings.at(0)).toBe(before)
  })
})

describe('a function that was released', () => {
  it('is not kept alive by what is remembered of its binding', async () => {
    vi.useRealTimers()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { bind, release, state } = ledger()
    const bindAndRelease = () => {
      const fn = function onResult() {}
      release(bind(fn))
      return new WeakRef(fn)
    }
    const ref = bindAndRelease()
    await vi.waitFor(() => {
      collect()
      // A failed comparison would keep it.
      expect(ref.deref() === undefined).toBe(true)
    })
    expect(state().released.at(0)?.name).toBe('onResult')
  })
})

describe('a function of the other side', () => {
  it('is over when it was collected here without unbind', async () => {
    vi.useRealTimers()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { bind, state } = ledger()
    bind(() => {}, '0', 'held')
    expect(state().bindings.length).toBe(1)
    await vi.waitFor(
      () => {
        collect()
        expect(state().bindings.length).toBe(0)
      },
      { timeout: 5000 },
    )
    expect(state().released.at(0)).toMatchObject({ side: 'held', releaseReason: 'collected' })
    expect(state().counts.held).toBe(0)
  })
})

describe('groups', () => {
  it('keep apart what was made at different places, by different owners, or for different arguments', () => {
    const { bind, state, tap } = ledger()
    for (let n = 0; n < 2; n++) bind()
    tap.mount({ name: 'A' }).run(() => bind())
    tap.mount({ name: 'B' }).run(() => bind())
    bind(() => {}, '1')
    bind(() => {}, '0', 'held')
    expect(state().groups).toHaveLength(5)
  })

  it('come with the heaviest verdict first, then the largest', () => {
    const { bind, release, state, tap } = ledger()
    const leaky = tap.mount({ name: 'Leaky' })
    leaky.run(() => bind())
    leaky.unmount()
    for (let n = 0; n < 5; n++) bind(() => {}, 'many')
    const fn = () => {}
    for (let n = 0; n < 3; n++) bind(fn, 'same')
    release(
      bind(() => {}, 'trimmed'),
      'trimmed',
    )
    advance(300)
    tap.resume()
    expect(state().groups.map(({ verdict, count }) => [verdict, count])).toEqual([
      ['LEAK', 1],
      ['DUPLICATE', 3],
      ['TRIMMED', 0],
      [undefined, 5],
    ])
  })

  it('stay fast with 100,000 live bindings', { timeout: 60_000 }, () => {
    const { bind, state } = ledger({ stacks: false })
    const fns = Array.from({ length: 100_000 }, () => () => {})
    for (const fn of fns) bind(fn)
    const { groups, counts, bindings } = state()
    expect(counts.callbacks).toBe(100_000)
    expect(groups[0]?.count).toBe(100_000)
    expect(groups[0]?.members.at(99_999)).toBe(bindings.at(99_999))
    expect(groups[0]?.samples.length).toBeLessThan(200)
  })
})
