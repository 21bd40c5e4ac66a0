import { createTap, exportSession, taps, type Log, type PacketRecord, type SessionFile } from '@iorpc/tap'
import { describe, expect, test } from 'vitest'
import { findPeer, readCallRows } from '../src/data/callRows.js'
import { percentile, readFunctionStats } from '../src/data/callStats.js'
import { addHistories, createPendingSeries, historyPoints } from '../src/data/history.js'
import { createLogView, searchedPerFrame } from '../src/data/logView.js'
import { ownerOf } from '../src/data/packetOwners.js'
import { historyText } from '../src/data/preserve.js'
import { addPreserved, sessions } from '../src/data/sessions.js'
import {
  emptyCounts,
  fakeCall,
  fakePacket,
  fakeTap,
  leakGroup,
  logOf,
  type FakeTap,
} from './support/fakeTap.js'

function connections(...taps: FakeTap[]) {
  return taps.map((tap) => ({ tap, state: tap.store.getState() }))
}

/** The same object for the same number, as in a tap. */
const packetOf = memoize((seq) => fakePacket(seq, { time: seq * 10, name: seq % 2 === 0 ? 'even' : 'odd' }))

function memoize<T>(make: (seq: number) => T): (seq: number) => T {
  const made: T[] = []
  return (seq) => (made[seq] ??= make(seq))
}

/** Packets up to `to` have passed, of which only the last `kept` are still there. */
function passed(tap: FakeTap, to: number, kept: number, read = packetOf) {
  const first = Math.max(0, to - kept)
  const packets = Array.from({ length: to - first }, (_, index) => read(first + index))
  tap.update({ packets: logOf(packets, first) })
}

describe('the view of packet logs', () => {
  const all = () => createLogView((state) => state.packets, undefined)
  const even = () =>
    createLogView(
      (state) => state.packets,
      (row) => row.record.name === 'even',
    )

  test('follows one log and names rows by a number that stays', () => {
    const tap = fakeTap('one')
    const view = all()
    passed(tap, 10, 100)
    expect(view.update(connections(tap))).toMatchObject({ length: 10, offset: 0 })
    passed(tap, 150, 100)
    const rows = view.update(connections(tap))
    expect(rows).toMatchObject({ length: 100, offset: 50 })
    expect(rows.at(0)?.record.seq).toBe(50)
    expect(rows.at(100)).toBeUndefined()
  })

  test('gives the same row for the same packet, so that it is rendered once', () => {
    const tap = fakeTap('one')
    const view = all()
    passed(tap, 10, 100)
    expect(view.update(connections(tap)).at(3)).toBe(view.update(connections(tap)).at(3))
  })

  test('begins anew when callbacks have got names', () => {
    const tap = fakeTap('one')
    const view = even()
    passed(tap, 10, 100)
    expect(view.update(connections(tap))).toMatchObject({ length: 5 })
    passed(
      tap,
      10,
      100,
      memoize((seq) => fakePacket(seq, { name: seq === 4 ? 'four' : 'even' })),
    )
    expect(view.update(connections(tap))).toMatchObject({ length: 9 })
  })

  test('filters what is new, and forgets what is gone', () => {
    const tap = fakeTap('one')
    const view = even()
    let seen = 0
    for (let count = 0; count <= 5000; count += 50) {
      passed(tap, count, 100)
      const rows = view.update(connections(tap))
      seen = rows.offset + rows.length
      for (let index = 0; index < rows.length; index++) expect(rows.at(index)?.record.name).toBe('even')
    }
    const rows = view.update(connections(tap))
    expect(seen).toBe(2500)
    expect(rows.length).toBe(50)
    expect(rows.at(0)?.record.seq).toBe(4900)
  })

  test('merges several logs by time', () => {
    const [one, two] = [fakeTap('one'), fakeTap('two')]
    one.update({ packets: logOf([fakePacket(0, { time: 10 }), fakePacket(1, { time: 30 })]) })
    two.update({ packets: logOf([fakePacket(0, { time: 20 }), fakePacket(1, { time: 40 })]) })
    const rows = all().update(connections(one, two))
    expect([0, 1, 2, 3].map((index) => rows.at(index)?.record.time)).toEqual([10, 20, 30, 40])
  })

  test('a quiet connection does not make it keep what a busy one has forgotten', () => {
    const [quiet, busy] = [fakeTap('quiet'), fakeTap('busy')]
    quiet.update({ packets: logOf([fakePacket(0, { time: 0 })]) })
    const view = all()
    for (let count = 0; count <= 20_000; count += 100) {
      passed(busy, count, 500)
      expect(view.update(connections(quiet, busy)).length).toBeLessThan(2000)
    }
  })

  test('searches what was there before newest first, some of it in each frame', () => {
    const total = 500_000
    let looked = 0
    const packet = fakePacket(0)
    const packetAt = memoize((seq) => ({ ...packet, seq, name: seq % 100 === 0 ? 'rare' : 'often' }))
    const log: Log<PacketRecord> = {
      length: total,
      firstSeq: 0,
      total,
      version: 1,
      at: (index) => log.get(index),
      get(seq) {
        looked++
        return packetAt(seq)
      },
    }
    const tap = fakeTap('one', { packets: log })
    const view = createLogView(
      (state) => state.packets,
      (row) => row.record.name === 'rare',
    )
    let rows = view.update(connections(tap))
    expect(looked).toBe(searchedPerFrame)
    expect(rows).toMatchObject({ length: searchedPerFrame / 100, isSearching: true })
    expect(rows.at(rows.length - 1)?.record.seq).toBe(499_900)
    const name = rows.offset + rows.length - 1
    for (let frames = 1; rows.isSearching; frames++) {
      expect(frames).toBeLessThan(20)
      const before = looked
      rows = view.update(connections(tap))
      // And the last one, which tells whether there are new names.
      expect(looked - before).toBeLessThanOrEqual(searchedPerFrame + 1)
    }
    expect(rows.length).toBe(5000)
    // A row keeps its name while older ones are found.
    expect(rows.at(name - rows.offset)?.record.seq).toBe(499_900)
    expect(rows.offset).toBe(rows.first)
    const before = looked
    view.update(connections(tap))
    expect(looked).toBeLessThanOrEqual(before + 1)
  })

  test('finds rows anew at another moment, for filters whose answers change', () => {
    const tap = fakeTap('one')
    passed(tap, 10, 100)
    let now = 50
    const young = createLogView(
      (state) => state.packets,
      (row) => now - row.record.time < 50,
    )
    expect(young.update(connections(tap), 1).length).toBe(9)
    now = 120
    expect(young.update(connections(tap), 1).length).toBe(9)
    expect(young.update(connections(tap), 2).length).toBe(2)
  })

  test('starts anew when a log was cleared or another connection came', () => {
    const [one, two] = [fakeTap('one'), fakeTap('two')]
    passed(one, 10, 100)
    passed(two, 4, 100)
    const view = even()
    expect(view.update(connections(one)).length).toBe(5)
    expect(view.update(connections(one, two)).length).toBe(7)
    one.update({ packets: logOf([], 10) })
    expect(view.update(connections(one, two)).length).toBe(2)
  })
})

describe('who owns a packet', () => {
  const owner = (name: string) => ({ id: 1, name, declared: true, mountedAt: 0, unmountedAt: undefined })

  test('its call says it, also of answers, callbacks and calls that nobody answers', () => {
    const calls = [
      fakeCall(0, { id: 7, owner: owner('SearchBox'), requestSeq: 0 }),
      fakeCall(1, { id: 8, kind: 'callback', bindingId: 42, owner: owner('Chart'), requestSeq: 2 }),
      fakeCall(2, { id: false, owner: owner('Log'), requestSeq: 5 }),
      fakeCall(3, { id: 9, requestSeq: 6 }),
    ]
    const tap = fakeTap('one', { calls: logOf(calls) })
    const ownerOfPacket = (change: Partial<PacketRecord>) => ownerOf(tap, fakePacket(99, change))
    expect(ownerOfPacket({ seq: 0, callId: 7 })).toBe('SearchBox')
    expect(ownerOfPacket({ kind: 'reply', id: 7, callId: 7 })).toBe('SearchBox')
    expect(ownerOfPacket({ kind: 'callback', id: 42, callId: false })).toBe('Chart')
    expect(ownerOfPacket({ kind: 'unbind', id: 42, callId: false })).toBe('Chart')
    expect(ownerOfPacket({ seq: 5, callId: false })).toBe('Log')
    expect(ownerOfPacket({ callId: 9 })).toBeUndefined()
    expect(ownerOfPacket({ id: 7, callId: false })).toBeUndefined()
  })

  test('each call is looked at once, and what is forgotten goes', () => {
    const tap = fakeTap('one')
    let looked = 0
    const last = (total: number) => {
      const calls = Array.from({ length: 100 }, (_, index) =>
        fakeCall(total - 100 + index, { id: total - 100 + index, owner: owner('SearchBox') }),
      )
      const log = logOf(calls, total - 100)
      tap.update({ calls: { ...log, get: (seq) => (looked++, log.get(seq)) } })
    }
    for (let total = 100; total <= 10_000; total += 50) {
      last(total)
      expect(ownerOf(tap, fakePacket(0, { callId: total - 1 }))).toBe('SearchBox')
    }
    expect(looked).toBeLessThan(12_000)
    expect(ownerOf(tap, fakePacket(0, { callId: 5 }))).toBeUndefined()
  })
})

describe('calls', () => {
  test('come in the order of time, the newest of them', () => {
    const [one, two] = [fakeTap('one'), fakeTap('two')]
    one.update({ calls: logOf([fakeCall(0, { startedAt: 1 }), fakeCall(1, { startedAt: 3 })]) })
    two.update({ calls: logOf([fakeCall(0, { startedAt: 2 }), fakeCall(1, { startedAt: 4 })]) })
    const rows = readCallRows(connections(one, two), (row) => row.record.startedAt !== 3)
    expect(rows.map((row) => row.record.startedAt)).toEqual([1, 2, 4])
  })

  test('are matched with what the other side has recorded', () => {
    const [page, worker] = [fakeTap('page'), fakeTap('worker')]
    const call = fakeCall(0, { id: 7, direction: 'out', startedAt: 1000, settledAt: 1050 })
    const there = fakeCall(3, { id: 7, direction: 'in', startedAt: 1004, settledAt: 1046 })
    const old = fakeCall(1, { id: 7, direction: 'in', startedAt: 100, settledAt: 105 })
    page.update({ calls: logOf([call]) })
    worker.update({ calls: logOf([old, fakeCall(2, { id: 6, direction: 'in', startedAt: 1001 }), there]) })
    expect(findPeer({ tap: page, record: call }, connections(page, worker))).toBe(there)
    expect(findPeer({ tap: worker, record: there }, connections(page, worker))).toBe(call)
    expect(findPeer({ tap: worker, record: old }, connections(page, worker))).toBeUndefined()
  })

  test('recorded by both sides are one row, told by the side that made them', () => {
    const [page, worker] = [fakeTap('page'), fakeTap('worker')]
    const call = fakeCall(0, { id: 7, direction: 'out', startedAt: 1000, settledAt: 1050 })
    const there = fakeCall(0, { id: 7, direction: 'in', startedAt: 1004, settledAt: 1046 })
    const stranger = fakeCall(1, { id: 8, direction: 'in', startedAt: 1010 })
    page.update({ calls: logOf([call]) })
    worker.update({ calls: logOf([there, stranger]) })
    const both = readCallRows(connections(page, worker), undefined)
    expect(both.map((row) => row.record)).toEqual([call, stranger])
    expect(readCallRows(connections(worker), undefined).map((row) => row.record)).toEqual([there, stranger])
  })

  test('are summed up by function', () => {
    const tap = fakeTap('one')
    const calls = Array.from({ length: 100 }, (_, index) =>
      fakeCall(index, {
        startedAt: index,
        settledAt: index + index + 1,
        outcome: index < 3 ? 'rejected' : 'resolved',
      }),
    )
    const open = fakeCall(100, { settledAt: undefined, outcome: undefined })
    tap.update({ calls: logOf([...calls, open]) })
    expect(readFunctionStats(readCallRows(connections(tap), undefined))).toMatchObject([
      { name: 'add', calls: 101, waiting: 1, failed: 3, p50: 50, p95: 95, p99: 99, longest: 100 },
    ])
  })

  test('percentiles are of the nearest rank', () => {
    expect(percentile([], 0.5)).toBeUndefined()
    expect(percentile([5], 0.99)).toBe(5)
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
  })
})

test('histories add up, and a short peak survives thinning', () => {
  const one = [
    { time: 0, calls: 1, callbacks: 0 },
    { time: 10, calls: 0, callbacks: 2 },
  ]
  const two = [{ time: 5, calls: 4, callbacks: 0 }]
  expect(addHistories([one, two]).map(({ time, value }) => [time, value])).toEqual([
    [0, 1],
    [5, 5],
    [10, 6],
  ])
  const long = Array.from({ length: 1000 }, (_, time) => ({
    time,
    calls: time === 500 ? 99 : 1,
    callbacks: 0,
  }))
  const thin = historyPoints(long)
  expect(thin.length).toBeLessThan(200)
  expect(Math.max(...thin.map((point) => point.value))).toBe(99)
})

test('what is pending on fifty busy connections is added up once, and then followed by the present counts', () => {
  let read = 0
  const historyOf = (length: number) =>
    new Proxy(
      Array.from({ length }, (_, time) => ({ time, calls: 1, callbacks: 1 })),
      {
        get: (target, key, receiver) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) read++
          return Reflect.get(target, key, receiver) as unknown
        },
      },
    )
  const taps = Array.from({ length: 50 }, (_, index) => fakeTap(`connection ${index}`))
  const show = (length: number, calls: number) => {
    for (const tap of taps) tap.update({ history: historyOf(length), counts: { ...emptyCounts, calls } })
    return connections(...taps)
  }
  const toSeries = createPendingSeries()
  expect(toSeries(show(600, 2), 1000).at(-1)).toEqual({ time: 599, value: 100 })
  const first = read
  for (let frame = 1; frame <= 100; frame++) toSeries(show(600, frame % 7), 1000 + frame * 16)
  expect(read).toBe(first)
  const points = toSeries(show(600, 3), 5000)
  expect(points.at(-1)).toEqual({ time: 5000, value: 150 })
  expect(points.length).toBeLessThan(200)
  // Cleared: what was before is gone.
  expect(toSeries(show(0, 3), 6000)).toEqual([{ time: 6000, value: 150 }])
})

describe('a history that outlives a reload', () => {
  test('is of every panel of the page, and goes all at once', () => {
    const tap = createTap({ name: 'recorded' })
    const session = exportSession([tap])
    tap.dispose()
    addPreserved(session)
    addPreserved(session)
    expect(sessions.getState().preserved.size).toBe(2)
    sessions.getState().removePreserved?.()
    expect(sessions.getState()).toMatchObject({ preserved: new Set(), removePreserved: undefined })
    expect(taps.getState()).toEqual([])
  })

  const session = (packets: number) => {
    const tap = fakeTap('page', {
      packets: logOf(Array.from({ length: packets }, (_, seq) => fakePacket(seq))),
      calls: logOf([fakeCall(0), fakeCall(1, { settledAt: undefined, outcome: undefined })]),
      groups: [leakGroup()],
      counts: { ...emptyCounts, calls: 1, callbacks: 10 },
    })
    return exportSession([tap])
  }
  const restored = (text: string | undefined) => (JSON.parse(text ?? '') as SessionFile).taps[0]?.state

  test('has what has passed, and nothing that was alive', () => {
    const state = restored(historyText(session(10)))
    expect(state).toMatchObject({ status: 'closed', groups: [], counts: { calls: 0, callbacks: 0 } })
    expect(state?.packets.items).toHaveLength(10)
    expect(state?.calls.items.map(([, call]) => call.outcome)).toEqual(['resolved', 'closed'])
  })

  test('keeps the newest where all is too much', () => {
    const text = historyText(session(5000), 60_000)
    expect(text?.length).toBeLessThanOrEqual(60_000)
    const packets = restored(text)?.packets
    expect(packets?.items.at(-1)?.[0]).toBe(4999)
    expect(packets?.firstSeq).toBe(packets?.items[0]?.[0])
    expect(packets?.items.length).toBeGreaterThan(50)
    expect(historyText(session(10), 100)).toBeUndefined()
  })
})
