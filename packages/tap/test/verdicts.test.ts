import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, all, ledger } from './ledgerOf.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

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
      mounts: 10,
      unmounts: 10,
    })
    const ticks = state().groups[0]?.samples.map((sample) => sample.tick)
    expect(ticks?.filter((tick) => tick === 'mount')).toHaveLength(10)
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
