import {
  connectTaps,
  createTap,
  exportSession,
  importSession,
  shareTap,
  taps,
  type TapView,
} from '@iorpc/tap'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { packet, scripted, settled } from './wire.js'

type Wrapped = ReturnType<ReturnType<typeof createTap>['wrap']>

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function recording() {
  const tap = createTap({ name: 'shared' })
  const wrapped = tap.wrap(scripted().transport)
  const owner = tap.mount({ name: 'SearchBox' })
  const send = (id: number) =>
    owner.run(() => wrapped.send(packet('keep', id, ['text', id + 1, undefined], [1]) as never))
  disposals.push(() => tap.dispose())
  return { tap, send }
}

/** A tap that runs elsewhere: not in the list of this context. */
function elsewhere() {
  const { tap, send } = recording()
  taps.setState((list) => list.filter((other) => other !== tap), true)
  return { tap, send }
}

async function mirrored(name = 'shared'): Promise<TapView> {
  await expect.poll(() => taps.getState().find((tap) => tap.mirrored && tap.name === name)).toBeDefined()
  return taps.getState().find((tap) => tap.mirrored && tap.name === name) as TapView
}

function share(tap: TapView) {
  const { port1, port2 } = new MessageChannel()
  const posted = vi.spyOn(port1, 'postMessage')
  disposals.push(shareTap(tap, port1), connectTaps(port2))
  disposals.push(() => port1.close())
  return { posted }
}

/** Two taps of one name, of which `far` runs elsewhere. Time stands still; `look` has somebody look at `far`. */
function twoSides() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  disposals.push(() => vi.useRealTimers())
  const far = createTap({ name: 'both' })
  taps.setState((list) => list.filter((other) => other !== far), true)
  const near = createTap({ name: 'both' })
  disposals.push(() => near.dispose())
  const flush = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  const look = async () => {
    share(far)
    await flush()
    const mirror = taps.getState().find((tap) => tap.mirrored) as TapView
    disposals.push(mirror.store.subscribe(() => {}))
    await flush()
  }
  const passTwoSeconds = async () => {
    vi.advanceTimersByTime(2001)
    await flush()
  }
  const orphans = () => near.store.getState().verdicts.ORPHAN
  return { near, far, look, passTwoSeconds, orphans }
}

const bind = ({ observer }: Wrapped, side: 'own' | 'held', ...ids: number[]) => {
  for (const id of ids) observer.bound?.({ side, id, fn: () => {}, method: 'keep', callId: 1, path: '0' })
}

describe('a shared tap', () => {
  it('is listed on the other side, and sends nothing more while nobody looks', async () => {
    const { tap, send } = elsewhere()
    const { posted } = share(tap)
    const mirror = await mirrored()
    expect(mirror).toMatchObject({ id: tap.id, name: 'shared', context: 'node', mirrored: true })
    const before = posted.mock.calls.length
    for (let n = 0; n < 100; n += 2) send(n)
    await settled()
    expect(posted.mock.calls.length).toBe(before)
  })

  it('shows its whole state to who looks late, and what comes after', async () => {
    const { tap, send } = elsewhere()
    share(tap)
    for (let n = 0; n < 20; n += 2) send(n)
    const mirror = await mirrored()
    const unsubscribe = mirror.store.subscribe(() => {})
    await expect.poll(() => mirror.store.getState().packets.length).toBe(10)
    expect(mirror.store.getState().counts).toEqual(tap.store.getState().counts)

    send(100)
    await expect.poll(() => mirror.store.getState().packets.total).toBe(11)
    const [here, there] = [mirror.store.getState(), tap.store.getState()]
    expect(here.packets.at(10)).toEqual(there.packets.at(10))
    expect(here.calls.at(10)).toEqual(there.calls.at(10))
    expect(here.bindings.at(0)).toEqual(there.bindings.at(0))
    expect(here.groups[0]?.members.at(3)).toEqual(there.groups[0]?.members.at(3))
    expect(here.waiting).toHaveLength(11)
    unsubscribe()
  })

  it('shows when a call of before is answered', async () => {
    const tap = createTap({ name: 'shared' })
    taps.setState((list) => list.filter((other) => other !== tap), true)
    const { transport, receive } = scripted()
    const wrapped = tap.wrap(transport)
    wrapped.on(() => {})
    wrapped.send(packet('add', 2, [1, 2]) as never)
    share(tap)
    const mirror = await mirrored()
    disposals.push(mirror.store.subscribe(() => {}))
    await expect.poll(() => mirror.store.getState().waiting.length).toBe(1)
    receive(packet('2', false, [3]))
    await expect.poll(() => mirror.store.getState().calls.at(0)?.outcome).toBe('resolved')
    expect(mirror.store.getState().waiting).toEqual([])
  })

  it('is silent again when nobody looks any more', async () => {
    const { tap, send } = elsewhere()
    const { posted } = share(tap)
    const mirror = await mirrored()
    const unsubscribe = mirror.store.subscribe(() => {})
    await expect.poll(() => mirror.store.getState().time).toBeGreaterThan(0)
    unsubscribe()
    await settled()
    const before = posted.mock.calls.length
    send(2)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(posted.mock.calls.length).toBe(before)
  })

  it('can be paused, resumed and cleared from afar', async () => {
    const { tap, send } = elsewhere()
    share(tap)
    send(2)
    const mirror = await mirrored()
    mirror.pause()
    await expect.poll(() => tap.store.getState().paused).toBe(true)
    mirror.resume()
    await expect.poll(() => tap.store.getState().paused).toBe(false)
    mirror.clear()
    await expect.poll(() => tap.store.getState().packets.length).toBe(0)
  })

  it('is marked closed when its context gives no sign of life', async () => {
    const { tap, send } = elsewhere()
    share(tap)
    send(2)
    const mirror = await mirrored()
    vi.useFakeTimers()
    disposals.push(
      () => vi.useRealTimers(),
      mirror.store.subscribe(() => {}),
    )
    vi.advanceTimersByTime(10_000)
    expect(mirror.store.getState().status).toBe('closed')
  })

  it('that was only stopped for a while is shown again', async () => {
    const { tap } = elsewhere()
    const { port1, port2 } = new MessageChannel()
    const post = vi.spyOn(port1, 'postMessage')
    disposals.push(shareTap(tap, port1), connectTaps(port2), () => port1.close())
    const mirror = await mirrored()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    disposals.push(
      () => vi.useRealTimers(),
      mirror.store.subscribe(() => {}),
    )
    post.mockImplementation(() => {})
    vi.advanceTimersByTime(6001)
    expect(mirror.store.getState().status).toBe('closed')
    post.mockRestore()
    vi.advanceTimersByTime(6001)
    vi.useRealTimers()
    await expect.poll(() => mirror.store.getState().status).toBe('open')
  })

  it('is taken from the list by clear(), once it is silent', async () => {
    const { tap } = elsewhere()
    const { port1, port2 } = new MessageChannel()
    const stop = shareTap(tap, port1)
    disposals.push(connectTaps(port2), stop, () => port1.close())
    const mirror = await mirrored()
    vi.useFakeTimers()
    disposals.push(
      () => vi.useRealTimers(),
      mirror.store.subscribe(() => {}),
    )
    mirror.clear()
    expect(taps.getState()).toContain(mirror)
    vi.advanceTimersByTime(10_000)
    mirror.clear()
    expect(taps.getState()).not.toContain(mirror)
  })

  it('is silent again when the page that looked is gone without a word', async () => {
    const { tap, send } = elsewhere()
    const { port1, port2 } = new MessageChannel()
    const posted = vi.spyOn(port1, 'postMessage')
    disposals.push(shareTap(tap, port1), () => port1.close())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    disposals.push(() => vi.useRealTimers())
    port2.postMessage({ iorpcTap: 'look', id: tap.id, viewer: 'gone', sentAt: 0 })
    const flush = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    await flush()
    expect(posted.mock.calls.length).toBe(2)
    vi.advanceTimersByTime(30_000)
    const before = posted.mock.calls.length
    expect(before).toBeGreaterThan(4)
    send(2)
    vi.advanceTimersByTime(30_000)
    expect(posted.mock.calls.length).toBe(before)
  })

  it('goes on for who looks, for as long as that is', async () => {
    const { tap } = elsewhere()
    const { posted } = share(tap)
    const mirror = await mirrored()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    disposals.push(
      () => vi.useRealTimers(),
      mirror.store.subscribe(() => {}),
    )
    const flush = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    for (let second = 0; second < 40; second++) {
      vi.advanceTimersByTime(1000)
      await flush()
    }
    const before = posted.mock.calls.length
    vi.advanceTimersByTime(2000)
    expect(posted.mock.calls.length).toBeGreaterThan(before)
    expect(mirror.store.getState().status).toBe('open')
  })

  it('leaves the list when it is no longer shared', async () => {
    const { tap } = elsewhere()
    const { port1, port2 } = new MessageChannel()
    const stop = shareTap(tap, port1)
    disposals.push(connectTaps(port2), () => port1.close())
    const mirror = await mirrored()
    stop()
    await expect.poll(() => taps.getState()).not.toContain(mirror)
  })

  it('is not listed twice in its own context', async () => {
    const { tap } = recording()
    share(tap)
    await settled()
    expect(taps.getState().filter(({ id }) => id === tap.id)).toEqual([tap])
  })

  it('takes no harm from strangers on the channel', async () => {
    const { tap } = elsewhere()
    const { port1, port2 } = new MessageChannel()
    disposals.push(shareTap(tap, port1), () => port1.close())
    for (const message of [
      null,
      5,
      {},
      { iorpcTap: 'look' },
      { iorpcTap: 'do', id: tap.id, what: 'pause' },
    ]) {
      port2.postMessage(message)
    }
    await expect.poll(() => tap.store.getState().paused).toBe(true)
  })
})

describe('both sides of a connection', () => {
  it('find the bindings that only one of them has, while somebody looks', async () => {
    const { near, far, look, passTwoSeconds, orphans } = twoSides()
    const nearSide = near.wrap(scripted().transport)
    bind(nearSide, 'own', 1, 3, 5)
    bind(far.wrap(scripted().transport), 'held', 1)
    await look()
    await passTwoSeconds()
    expect(orphans()).toBe(0)
    await passTwoSeconds()
    expect(orphans()).toBe(2)
    nearSide.observer.released?.({ side: 'own', id: 3, reason: 'released' })
    expect(orphans()).toBe(1)
  })
})

describe('two connections of one name', () => {
  it('are not taken for the sides of each other', async () => {
    const { near, far: strangers, look, passTwoSeconds, orphans } = twoSides()
    bind(near.wrap(scripted().transport), 'own', 1)
    bind(strangers.wrap(scripted().transport), 'held', 2)
    await look()
    for (let turn = 0; turn < 3; turn++) await passTwoSeconds()
    expect(orphans()).toBe(0)
  })

  it('and the real other side is known by a call, though it has none of the bindings', async () => {
    const { near, far, look, passTwoSeconds, orphans } = twoSides()
    const nearSide = near.wrap(scripted().transport)
    const { transport, receive } = scripted()
    far.wrap(transport).on(() => {})
    bind(nearSide, 'own', 1)
    nearSide.send(packet('add', 7) as never)
    receive(packet('add', 7))
    await look()
    for (let turn = 0; turn < 3; turn++) await passTwoSeconds()
    expect(orphans()).toBe(1)
  })
})

describe('a saved session', () => {
  it('comes back from JSON as it was', () => {
    const { tap, send } = recording()
    for (let n = 0; n < 10; n += 2) send(n)
    const text = JSON.stringify(exportSession([tap]))
    const remove = importSession(JSON.parse(text))
    disposals.push(remove)
    const view = taps.getState().at(-1) as TapView
    expect(view).toMatchObject({ name: 'shared', context: 'file', mirrored: true })
    const [restored, original] = [view.store.getState(), tap.store.getState()]
    expect(restored.counts).toEqual(original.counts)
    expect(restored.packets.length).toBe(5)
    expect(restored.packets.at(0)).toEqual(original.packets.at(0))
    expect(restored.bindings.length).toBe(5)
    expect(restored.groups[0]?.members.at(0)?.key).toBe(original.groups[0]?.members.at(0)?.key)
    remove()
    expect(taps.getState()).not.toContain(view)
  })

  it.each([
    [undefined],
    [null],
    [{}],
    ['text'],
    [{ format: 'iorpc-session', version: 2, taps: [] }],
    [{ format: 'iorpc-session', version: 1, taps: [{}] }],
  ])('must be one: %o is refused', (value) => {
    expect(() => importSession(value)).toThrow(TypeError)
  })

  it.each([
    ['counts', undefined, 'taps[0].state.counts'],
    ['counts', { calls: 'x' }, 'taps[0].state.counts.calls'],
    ['verdicts', null, 'taps[0].state.verdicts'],
    ['history', [{ time: 1e20 }], 'taps[0].state.history[0].time'],
    ['bindings', [null], 'taps[0].state.bindings[0]'],
    ['groups', [{ key: 1 }], 'taps[0].state.groups[0].key'],
    ['packets', { firstSeq: 0, total: 1, items: [5] }, 'taps[0].state.packets.items[0]'],
    ['status', 'strange', 'taps[0].state.status'],
  ])('of which %s is %o is refused, and told where', (part, value, place) => {
    const { tap, send } = recording()
    send(2)
    const session = JSON.parse(JSON.stringify(exportSession([tap]))) as { taps: [{ state: object }] }
    Object.assign(session.taps[0].state, { [part]: value })
    const before = taps.getState()
    expect(() => importSession(session)).toThrow(`at ${place}`)
    expect(taps.getState()).toBe(before)
  })

  it('with a preview that is too deep is refused', () => {
    const { tap, send } = recording()
    send(2)
    const session = JSON.parse(JSON.stringify(exportSession([tap]))) as {
      taps: [{ state: { packets: { items: [[number, { preview: unknown[] }]] } } }]
    }
    let value: unknown = 1
    for (let depth = 0; depth < 100; depth++) value = { type: 'object', size: 1, entries: [['a', value]] }
    session.taps[0].state.packets.items[0][1].preview = [value]
    expect(() => importSession(session)).toThrow(/at taps\[0\]\.state\.packets\.items\[0\]/)
  })
})
