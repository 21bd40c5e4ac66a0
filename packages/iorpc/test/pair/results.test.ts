import { describe, expect, test, vi } from 'vitest'
import { IorpcError, pair } from 'iorpc'
import { connect, scripted, settle } from '../support/connect.js'

describe('what pair() returns', () => {
  test('remote calls local of the other side', async () => {
    const { A } = connect({}, { local: { add: (a: number, b: number) => a + b } })
    expect(await A.remote.add(1, 2)).toBe(3)
  })

  test('functions added to local later are seen', async () => {
    const { A, B } = connect({}, {})
    B.local.late = () => 'here'
    expect(await A.remote.late()).toBe('here')
  })

  test('local is the given object', () => {
    const local = { f: () => 1 }
    expect(connect({ local }, {}).A.local).toBe(local)
  })

  test('both sides call each other at once', async () => {
    const { A, B } = connect({ local: { name: () => 'A' } }, { local: { name: () => 'B' } })
    expect(await Promise.all([A.remote.name(), B.remote.name()])).toEqual(['B', 'A'])
  })

  test('send and on are required, and the message says so', () => {
    // @ts-expect-error -- `on` is missing
    expect(() => pair({ send: () => {} })).toThrow(/send and on/)
    try {
      // @ts-expect-error -- no transport at all
      pair()
    } catch (error) {
      expect(error).toMatchObject({ name: 'IorpcError', code: 'IORPC_BAD_OPTION' })
    }
    expect.assertions(2)
  })

  test('a transport that is an object with methods keeps its this', async () => {
    class Loopback {
      handler: (packet: unknown) => void = () => {}
      send(packet: unknown) {
        this.handler(packet)
      }
      on(handler: (packet: unknown) => void) {
        this.handler = handler
      }
    }
    const { remote } = pair<{ f(): number }>(new Loopback())
    await expect(remote.f()).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
  })
})

describe('pending() and bindings()', () => {
  test('count waiting calls and live callbacks', async () => {
    const { A } = connect({}, { local: { keep: (_cb: unknown) => new Promise(() => {}) } })
    void A.remote.keep(() => 1).catch(() => {})
    expect(A.bindings()).toEqual({ calls: 1, callbacks: 1 })
    expect(A.pending()).toBe(2)
  })

  test('fall back to zero when all is answered and unbound', async () => {
    const { A, B } = connect({}, { local: { once: (cb: { unbind(): void }) => cb.unbind() } })
    await A.remote.once(() => 1)
    await settle()
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test('an unknown or repeated unbind changes nothing', async () => {
    const { it, take, receive } = scripted()
    it.remote.sub(() => 1).catch(() => {})
    const id = take()[0]?.args[0]
    for (const args of [[id], [id], [77]])
      receive({ apiFunc: 'iorpcUnbind', cbId: false, args, argsTransform: [] })
    expect(it.bindings()).toEqual({ calls: 1, callbacks: 0 })
  })
})

describe('rejectAll()', () => {
  test('rejects every waiting call, drops callbacks and sends nothing', async () => {
    const { it, take } = scripted()
    const calls = [it.remote.a(() => 1), it.remote.b()]
    take()
    it.rejectAll()
    expect(it.pending()).toBe(0)
    for (const call of calls) {
      await expect(call).rejects.toMatchObject({ message: 'iorpc: transport closed', code: 'IORPC_CLOSED' })
    }
    expect(take()).toEqual([])
  })

  test('rejects with the given value as it is', async () => {
    const { it } = scripted()
    const call = it.remote.a()
    const reason = new Error('socket closed')
    it.rejectAll(reason)
    expect(await call.catch((error: unknown) => error)).toBe(reason)
  })

  test('calls made during it survive', async () => {
    const { it, take, receive } = scripted()
    let second: Promise<unknown> | undefined
    const first = it.remote.first().catch(() => (second = it.remote.second()))
    it.rejectAll()
    await vi.waitFor(() => expect(second).toBeDefined())
    const call = take().find((packet) => packet.apiFunc === 'second')
    receive({ apiFunc: String(call?.cbId), cbId: false, args: ['answered'], argsTransform: [] })
    expect(await first).toBe('answered')
  })

  test('a function that comes late, at once returned by the other side, is given back', () => {
    const { it, take, receive } = scripted()
    it.remote.get().catch(() => {})
    const id = String(take()[0]?.cbId)
    it.rejectAll()
    receive({ apiFunc: id, cbId: 5, args: [77], argsTransform: [0] })
    expect(take()).toMatchObject([
      { apiFunc: 'iorpcUnbind', args: [77] },
      { apiFunc: 'iorpcUnbind', args: [5] },
    ])
  })

  test('aborts the signals of calls that the other side has made', async () => {
    let signal: AbortSignal | undefined
    const { it, receive } = scripted({
      local: {
        work(this: { signal: AbortSignal }) {
          signal = this.signal
          return new Promise(() => {})
        },
      },
    })
    receive({ apiFunc: 'work', cbId: 9, args: [], argsTransform: [] })
    it.rejectAll()
    expect(signal?.aborted).toBe(true)
  })
})

describe('close()', () => {
  test('rejects what waits, closes the transport once, refuses new calls', async () => {
    const close = vi.fn<() => void>()
    const { it, take } = scripted({ close })
    const call = it.remote.a()
    it.close()
    it.close()
    await expect(call).rejects.toBeInstanceOf(IorpcError)
    await expect(it.remote.b()).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
    expect(close).toHaveBeenCalledTimes(1)
    expect(it.pending()).toBe(0)
    take()
    expect(it.remote.noWait.c()).toBeUndefined()
    expect(take()).toEqual([])
  })

  test.each(['returns', 'throws'])('in a call that then %s: it is not answered any more', (how) => {
    const stop = () => {
      it.close()
      if (how === 'throws') throw new Error('closed')
      return () => 1
    }
    const { it, take, receive } = scripted({ local: { stop } })
    receive({ apiFunc: 'stop', cbId: 1, args: [], argsTransform: [] })
    expect([take(), it.pending()]).toEqual([[], 0])
  })

  test('ignores what arrives afterwards', () => {
    const f = vi.fn<() => void>()
    const { it, take, receive } = scripted({ local: { f } })
    it.close()
    receive({ apiFunc: 'f', cbId: 1, args: [], argsTransform: [] })
    expect(f).not.toHaveBeenCalled()
    expect(take()).toEqual([])
  })

  test('the end of the transport rejects what waits with its reason', async () => {
    let end: (reason?: unknown) => void = () => {}
    const { it } = scripted({ onClose: (listener) => (end = listener) })
    const call = it.remote.a()
    const reason = new Error('worker died')
    end(reason)
    expect(await call.catch((error: unknown) => error)).toBe(reason)
  })
})

describe('release()', () => {
  test('forgets every id under which the function was sent', async () => {
    const { A } = connect({}, { local: { keep() {} } })
    const fn = () => 1
    const other = () => 2
    await A.remote.keep(fn, fn, other)
    await A.remote.keep(fn)
    expect(A.release(fn)).toBe(true)
    expect(A.bindings().callbacks).toBe(1)
    expect(A.release(fn)).toBe(false)
  })

  test('forgets the rest of them when some were given up before', () => {
    const released = vi.fn()
    const { it, take, receive } = scripted({ observer: { released } })
    const fn = () => 1
    it.remote.noWait.keep(fn, fn, fn)
    const [id] = take()[0]?.args ?? []
    receive({ apiFunc: 'iorpcUnbind', cbId: false, args: [id], argsTransform: [] })
    expect(it.bindings().callbacks).toBe(2)
    expect(it.release(fn)).toBe(true)
    expect(it.bindings().callbacks).toBe(0)
    expect(released).toHaveBeenCalledTimes(3)
  })

  test('a late call of a released callback is answered with undefined', async () => {
    let report: (n: number) => Promise<unknown> = async () => {}
    const { A } = connect({}, { local: { subscribe: (cb: typeof report) => void (report = cb) } })
    const onReport = vi.fn<() => string>(() => 'reported')
    await A.remote.subscribe(onReport)
    expect(await report(1)).toBe('reported')
    A.release(onReport)
    expect(await report(2)).toBeUndefined()
    expect(onReport).toHaveBeenCalledTimes(1)
  })

  test('or with an error, by option', async () => {
    let report: () => Promise<unknown> = async () => {}
    const { A } = connect(
      { options: { releasedCallback: 'error' } },
      { local: { subscribe: (cb: typeof report) => void (report = cb) } },
    )
    const onReport = () => 1
    await A.remote.subscribe(onReport)
    A.release(onReport)
    await expect(report()).rejects.toMatchObject({ name: 'RemoteError', code: 'IORPC_RELEASED' })
  })

  test('functions that a late call carries are given back', () => {
    const { it, take, receive } = scripted()
    const fn = () => 1
    it.remote.sub(fn).catch(() => {})
    const id = String(take()[0]?.args[0])
    it.release(fn)
    receive({ apiFunc: id, cbId: 5, args: [77], argsTransform: [0] })
    expect(take()).toMatchObject([
      { apiFunc: 'iorpcUnbind', args: [77] },
      { apiFunc: '5', args: [undefined] },
    ])
  })
})
