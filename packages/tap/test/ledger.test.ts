import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createTap, type BindingRecord, type List, type TapOptions } from '@iorpc/tap'
import type { PairObserver, ReleaseReason } from 'iorpc'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { scripted } from './wire.js'

type Fn = (...args: never[]) => unknown

function ledger(options: Partial<TapOptions> = {}) {
  const tap = createTap({ name: 'ledger', ...options })
  const { transport, end } = scripted()
  const wrapped = tap.wrap(transport)
  wrapped.onClose?.(() => {})
  const observer: PairObserver = wrapped.observer
  let id = 0
  const bind = (fn: Fn = () => {}, path = '0', side: 'own' | 'held' = 'own') => {
    id++
    observer.bound?.({ side, id, fn, method: 'subscribe', callId: 1, path })
    return id
  }
  const release = (released: number, reason: ReleaseReason = 'released', side: 'own' | 'held' = 'own') =>
    observer.released?.({ side, id: released, reason })
  const state = () => tap.store.getState()
  return { tap, bind, release, end, state, observer }
}

const all = <T>(list: List<T>) => Array.from({ length: list.length }, (_, index) => list.at(index) as T)
const advance = (milliseconds: number) => vi.advanceTimersByTime(milliseconds)

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
    expect(binding?.site?.file).toMatch(/ledger\.test\.ts$/)
    expect(binding?.site?.functionName).toBe('bind')
    expect(binding?.stack?.split('\n')[0]).toMatch(/^bind \(.*ledger\.test\.ts:\d+:\d+\)$/)
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

describe('LEAK', () => {
  it('is a binding that outlives its owner by a quarter of a second', () => {
    const { bind, state, tap } = ledger()
    const owner = tap.mount({ name: 'Leaky' })
    owner.run(() => bind())
    advance(60_000)
    expect(state().verdicts.LEAK).toBe(0)
    owner.unmount()
    expect(state().verdicts.LEAK).toBe(0)
    advance(251)
    tap.resume()
    expect(state().verdicts.LEAK).toBe(1)
    expect(state().groups[0]).toMatchObject({
      owner: 'Leaky',
      verdict: 'LEAK',
      count: 1,
      reason: '1 binding lives on after Leaky was unmounted',
    })
    expect(state().bindings.at(0)?.verdict).toBe('LEAK')
  })

  it('is none that was released in time, and none any more once it is', () => {
    const { bind, release, state, tap } = ledger()
    const owner = tap.mount({ name: 'Clean' })
    const early = owner.run(() => bind())
    const late = owner.run(() => bind())
    owner.unmount()
    release(early)
    advance(300)
    tap.resume()
    expect(state().verdicts.LEAK).toBe(1)
    release(late)
    expect(state().verdicts.LEAK).toBe(0)
    expect(state().groups).toEqual([])
  })

  it('is also what an owner binds after it was unmounted', () => {
    const { bind, state, tap } = ledger()
    const owner = tap.mount({ name: 'Late' })
    owner.unmount()
    advance(1000)
    owner.run(() => bind())
    advance(251)
    tap.resume()
    expect(state().verdicts.LEAK).toBe(1)
  })

  it('shows ten for a component mounted ten times, and none for one that cleans up', () => {
    const { bind, release, state, tap } = ledger()
    for (let n = 0; n < 10; n++) {
      const leaky = tap.mount({ name: 'Leaky' })
      const clean = tap.mount({ name: 'Clean' })
      leaky.run(() => bind())
      const id = clean.run(() => bind())
      advance(100)
      leaky.unmount()
      clean.unmount()
      release(id)
      advance(100)
    }
    advance(300)
    tap.resume()
    expect(state().groups).toHaveLength(1)
    expect(state().groups[0]).toMatchObject({
      owner: 'Leaky',
      count: 10,
      total: 10,
      verdict: 'LEAK',
      unmounts: 10,
    })
    const ticks = state().groups[0]?.samples.map((sample) => sample.tick)
    expect(ticks?.filter((tick) => tick === 'unmount')).toHaveLength(10)
    expect(state().groups[0]?.samples.at(-1)?.count).toBe(10)
  })
})

describe('GROWING', () => {
  it('is a place whose count went up in each of five rounds', () => {
    const { bind, state } = ledger()
    for (let round = 0; round < 4; round++) {
      bind()
      advance(50)
    }
    expect(state().verdicts.GROWING).toBe(0)
    bind()
    advance(50)
    expect(state().groups[0]).toMatchObject({ count: 5, verdict: 'GROWING' })
    expect(state().verdicts.GROWING).toBe(5)
  })

  it('is no list that binds all its rows at once', () => {
    const { bind, state } = ledger()
    for (let row = 0; row < 50; row++) bind()
    expect(state().groups[0]).toMatchObject({ count: 50, verdict: undefined })
  })

  it('is not what mounted owners hold, one each', () => {
    const { bind, state, tap } = ledger()
    for (let row = 0; row < 20; row++) {
      tap.mount({ name: 'Row' }).run(() => bind())
      advance(50)
    }
    expect(state().groups[0]).toMatchObject({ count: 20, verdict: undefined })
  })

  it('is one mounted owner that binds ever more', () => {
    const { bind, state, tap } = ledger()
    const owner = tap.mount({ name: 'Poller' })
    for (let round = 0; round < 8; round++) {
      owner.run(() => bind())
      advance(50)
    }
    expect(state().groups[0]).toMatchObject({ count: 8, verdict: 'GROWING' })
  })

  it('is a slow net gain among many releases', () => {
    const { bind, release, state } = ledger()
    for (let round = 0; round < 64; round++) {
      const id = bind()
      advance(50)
      if (round % 8 !== 0) release(id)
      advance(50)
    }
    expect(state().groups[0]).toMatchObject({ count: 8, verdict: 'GROWING' })
  })

  it('ends when the bindings are released', () => {
    const { bind, release, state } = ledger()
    const ids = Array.from({ length: 10 }, () => {
      advance(50)
      return bind()
    })
    for (const id of ids.slice(1)) release(id)
    expect(state().groups[0]).toMatchObject({ count: 1, verdict: undefined })
  })

  it('is not a place that binds and releases', () => {
    const { bind, release, state } = ledger()
    bind()
    for (let round = 0; round < 100; round++) {
      advance(50)
      release(bind())
    }
    expect(state().groups[0]).toMatchObject({ count: 1, total: 101, verdict: undefined })
  })
})

describe('DUPLICATE', () => {
  it('is one function that is bound three times or more', () => {
    const { bind, release, state } = ledger()
    const fn = () => {}
    bind(fn)
    bind(fn)
    bind()
    expect(state().verdicts.DUPLICATE).toBe(0)
    const third = bind(fn)
    expect(state().verdicts.DUPLICATE).toBe(3)
    expect(all(state().bindings).map((binding) => binding.verdict)).toEqual([
      'DUPLICATE',
      'DUPLICATE',
      undefined,
      'DUPLICATE',
    ])
    bind(fn)
    expect(state().verdicts.DUPLICATE).toBe(4)
    release(third)
    expect(state().verdicts.DUPLICATE).toBe(3)
    release(1)
    expect(state().verdicts.DUPLICATE).toBe(0)
  })

  it('rather than GROWING is one function bound again and again', () => {
    const { bind, state } = ledger()
    const fn = () => {}
    for (let round = 0; round < 20; round++) {
      bind(fn)
      advance(50)
    }
    expect(state().groups[0]).toMatchObject({ count: 20, verdict: 'DUPLICATE' })
  })
})

describe('IDLE', () => {
  it('is a binding that was not called for idleAfter', () => {
    const { bind, state, tap } = ledger({ idleAfter: 5000 })
    bind()
    advance(4999)
    tap.resume()
    expect(state().verdicts.IDLE).toBe(0)
    advance(2)
    tap.resume()
    expect(state().verdicts.IDLE).toBe(1)
    expect(state().bindings.at(0)?.verdict).toBe('IDLE')
    expect(state().groups[0]?.reason).toBe('1 binding not called for 5 s')
  })
})

describe('ORPHAN', () => {
  it('is a binding whose connection has ended', () => {
    const { bind, end, state, tap } = ledger()
    bind()
    end('the worker has gone')
    advance(251)
    tap.resume()
    expect(state().verdicts.ORPHAN).toBe(1)
    expect(state().status).toBe('closed')
  })

  it('is none that the pair has closed with the connection', () => {
    const { bind, release, end, state, tap } = ledger()
    const id = bind()
    end()
    release(id, 'closed')
    advance(251)
    tap.resume()
    expect(state().verdicts.ORPHAN).toBe(0)
  })
})

describe('TRIMMED', () => {
  it('is a binding that the limit has evicted, until the log is cleared', () => {
    const { bind, release, state, tap } = ledger()
    release(bind(), 'trimmed')
    expect(state().verdicts.TRIMMED).toBe(1)
    expect(state().released.at(0)?.verdict).toBe('TRIMMED')
    expect(state().groups[0]).toMatchObject({ count: 0, verdict: 'TRIMMED' })
    tap.clear()
    expect(state().groups).toEqual([])
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
