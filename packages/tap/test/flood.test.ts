import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { describe, expect, it } from 'vitest'
import { packet, scripted } from './wire.js'

/** Bytes of everything that can be reached, roughly: what `JSON` makes of it. */
const heldBy = (value: unknown) => JSON.stringify(value).length

describe('a flood of 50,000 packets', { timeout: 60_000 }, () => {
  it('leaves a bounded log and exact counts', () => {
    const { transport, receive } = scripted()
    const tap = createTap({ name: 'flood', maxPackets: 1000 })
    const wrapped = tap.wrap(transport)
    wrapped.on(() => {})
    const rows = Array.from({ length: 200 }, (_, id) => ({ id, name: `row ${id}`, tags: ['a', 'b'] }))
    for (let n = 0; n < 25_000; n++) {
      wrapped.send(packet('save', n, [rows, 'x'.repeat(1000)]) as never)
      if (n >= 10) receive(packet(String(n - 10), false, [rows]))
    }
    const { packets, calls, counts, waiting } = tap.store.getState()
    expect(counts).toMatchObject({ calls: 10, packetsOut: 25_000, packetsIn: 24_990 })
    expect(packets).toMatchObject({ length: 1000, total: 49_990 })
    expect(calls).toMatchObject({ length: 1000, total: 25_000 })
    expect(waiting).toHaveLength(10)
    const kept = Array.from({ length: packets.length }, (_, index) => packets.at(index))
    expect(heldBy(kept)).toBeLessThan(2_000_000)
  })

  it('never holds more than maxBytes, however large single values are', () => {
    const tap = createTap({ name: 'flood', maxBytes: 100_000 })
    const wrapped = tap.wrap(scripted().transport)
    for (let n = 0; n < 5000; n++) {
      wrapped.send(packet('save', n, [Array.from({ length: 30 }, () => 'y'.repeat(110))]) as never)
    }
    const { packets } = tap.store.getState()
    const kept = Array.from({ length: packets.length }, (_, index) => packets.at(index))
    expect(packets.length).toBeGreaterThan(10)
    expect(heldBy(kept)).toBeLessThan(200_000)
  })

  it('of hostile names and ids is bounded, too', () => {
    const { transport, receive } = scripted()
    const tap = createTap({ name: 'flood', maxPackets: 100 })
    pair({ ...tap.wrap(transport), local: {} })
    for (let n = 0; n < 20_000; n++) receive(packet(`name${n}`, n, [n], [0]))
    const { groups, packets, counts } = tap.store.getState()
    expect(packets.length).toBe(100)
    expect(counts).toMatchObject({ calls: 0, callbacks: 0, packetsIn: 20_000 })
    expect(groups.length).toBeLessThanOrEqual(2001)
  })
})
