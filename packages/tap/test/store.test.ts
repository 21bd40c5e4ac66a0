import { createTap, taps } from '@iorpc/tap'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { packet, scripted } from './wire.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function recording(maxPackets?: number) {
  const tap = createTap({ name: 'store', ...(maxPackets && { maxPackets }) })
  const wrapped = tap.wrap(scripted().transport)
  const send = (cbId: number) => wrapped.send(packet('add', cbId, [cbId]) as never)
  return { tap, send, store: tap.store }
}

describe('the store', () => {
  it('publishes at most once a frame', () => {
    const { send, store } = recording()
    const listener = vi.fn()
    store.subscribe(listener)
    vi.advanceTimersByTime(100)
    listener.mockClear()
    for (let n = 0; n < 1000; n++) send(n)
    expect(listener).not.toHaveBeenCalled()
    vi.advanceTimersByTime(16)
    expect(listener).toHaveBeenCalledOnce()
    expect(store.getState().counts.calls).toBe(1000)
  })

  it('does nothing and starts no timer while nobody has subscribed', () => {
    const { send, store } = recording()
    const unsubscribe = store.subscribe(() => {})
    unsubscribe()
    unsubscribe()
    send(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has the latest state for who asks without subscribing, the same object until something happens', () => {
    const { send, store } = recording()
    send(1)
    const state = store.getState()
    expect(state.counts.calls).toBe(1)
    expect(store.getState()).toBe(state)
    send(2)
    expect(store.getState().counts.calls).toBe(2)
    expect(state.counts.calls).toBe(1)
  })

  it('holds still between frames for subscribers', () => {
    const { send, store } = recording()
    store.subscribe(() => {})
    vi.advanceTimersByTime(100)
    const state = store.getState()
    send(1)
    expect(store.getState()).toBe(state)
  })

  it('keeps the parts that have not changed', () => {
    const { tap, store } = recording()
    const before = store.getState()
    tap.pause()
    const after = store.getState()
    expect(after).not.toBe(before)
    expect(after.packets).toBe(before.packets)
    expect(after.calls).toBe(before.calls)
    expect(after.history).toBe(before.history)
  })
})

describe('the packet log', () => {
  it('keeps the newest, and numbers go on', () => {
    const { send, store } = recording(3)
    for (let n = 1; n <= 5; n++) send(n)
    const { packets } = store.getState()
    expect([packets.length, packets.firstSeq, packets.total]).toEqual([3, 2, 5])
    expect([0, 1, 2].map((index) => packets.at(index)?.callId)).toEqual([3, 4, 5])
    expect(packets.get(1)).toBeUndefined()
    expect(packets.get(2)?.seq).toBe(2)
    expect(packets.at(3)).toBeUndefined()
    expect(packets.at(-1)).toBeUndefined()
  })

  it('of an older state does not show what came later', () => {
    const { send, store } = recording(3)
    send(1)
    const { packets } = store.getState()
    send(2)
    expect(packets.at(1)).toBeUndefined()
    send(3)
    send(4)
    expect(packets.at(0)).toBeUndefined()
  })

  it('rests while paused; counts go on', () => {
    const { tap, send, store } = recording()
    tap.pause()
    send(1)
    expect(store.getState()).toMatchObject({ paused: true, counts: { calls: 1, packetsOut: 1 } })
    expect(store.getState().packets.length).toBe(0)
    tap.resume()
    send(2)
    expect(store.getState().packets.length).toBe(1)
  })

  it('is emptied by clear; what is pending stays', () => {
    const { tap, send, store } = recording()
    send(1)
    tap.clear()
    send(2)
    const { packets, counts, waiting } = store.getState()
    expect(packets.length).toBe(1)
    expect(packets.firstSeq).toBe(1)
    expect(counts.calls).toBe(2)
    expect(waiting.map((call) => call.id)).toEqual([1, 2])
  })

  it('must keep something', () => {
    expect(() => createTap({ name: 'store', maxPackets: 0 })).toThrow(RangeError)
  })
})

describe('the history', () => {
  it('has the pending counts over time, bounded', () => {
    const { send, store } = recording()
    for (let n = 0; n < 5000; n++) {
      send(n)
      vi.advanceTimersByTime(100)
    }
    const { history } = store.getState()
    expect(history.length).toBeLessThanOrEqual(600)
    expect(history.at(-1)?.calls).toBe(5000)
    const times = history.map((sample) => sample.time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

describe('the list of taps', () => {
  it('has every tap from its creation until it is disposed', () => {
    const before = taps.getState()
    const tap = createTap({ name: 'listed' })
    expect(taps.getState()).toEqual([...before, tap])
    tap.dispose()
    expect(taps.getState()).toEqual(before)
  })
})
