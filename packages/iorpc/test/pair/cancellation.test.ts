import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { pair, withOptions, type CallContext, type RemoteFunction } from 'iorpc'
import { connect, scripted, settle, type AnyApi } from '../support/connect.js'

const hanging = () => {
  const signals: AbortSignal[] = []
  const local = {
    hang(this: CallContext) {
      signals.push(this.signal)
      return new Promise(() => {})
    },
  }
  return { signals, local }
}

describe('callTimeout', () => {
  test('rejects with IORPC_TIMEOUT, forgets the call and tells the other side', async () => {
    const { signals, local } = hanging()
    const { A, sentBy } = connect({ options: { callTimeout: 5 } }, { local })
    await expect(A.remote.hang()).rejects.toMatchObject({ name: 'IorpcError', code: 'IORPC_TIMEOUT' })
    expect(A.pending()).toBe(0)
    const [call, unbind] = sentBy('A')
    expect(unbind).toMatchObject({ apiFunc: 'iorpcUnbind', cbId: false, args: [call?.cbId] })
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true))
  })

  test('what the call bound goes with it', async () => {
    const { A } = connect({ options: { callTimeout: 5 } }, { local: hanging().local })
    await expect(A.remote.hang(() => 1)).rejects.toThrow()
    expect(A.pending()).toBe(0)
  })

  test('noWait calls have none', async () => {
    const { A, packets } = connect({ options: { callTimeout: 1 } }, { local: hanging().local })
    A.remote.noWait.hang()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(packets).toHaveLength(1)
  })

  test('an answered call leaves no timer behind', async () => {
    const clear = vi.spyOn(globalThis, 'clearTimeout')
    const { A } = connect({ options: { callTimeout: 100_000 } }, { local: { f: () => 1 } })
    await A.remote.f()
    expect(clear).toHaveBeenCalled()
    clear.mockRestore()
  })

  test('0 makes no timer', async () => {
    const { A } = connect({}, { local: { f: () => 1 } })
    const set = vi.spyOn(globalThis, 'setTimeout')
    const call = A.remote.f()
    expect(set).not.toHaveBeenCalled()
    set.mockRestore()
    await call
  })

  test.each([Infinity, 2 ** 40])('%d does not fire at once', async (callTimeout) => {
    const { A } = connect(
      { options: { callTimeout } },
      { local: { f: () => settle().then(() => 'answered') } },
    )
    expect(await A.remote.f()).toBe('answered')
  })

  test('functions of a late answer are given back', async () => {
    const { it, take, receive } = scripted({ options: { callTimeout: 1 } })
    const call = it.remote.get()
    const id = String(take()[0]?.cbId)
    await expect(call).rejects.toThrow()
    take()
    receive({ apiFunc: id, cbId: false, args: [77], argsTransform: [0] })
    expect(take()).toMatchObject([{ apiFunc: 'iorpcUnbind', args: [77] }])
  })
})

describe('withOptions', () => {
  test('functions of late answers are given back, however many calls were given up at once', async () => {
    const { it, take, receive } = scripted({ options: { ignoreCallbackUnavailable: false } })
    const controller = new AbortController()
    const remote = withOptions(it.remote, { signal: controller.signal })
    const outcomes = Array.from({ length: 5000 }, () => remote.subscribe())
    const ids = take().map((packet) => packet.cbId)
    controller.abort()
    await Promise.allSettled(outcomes)
    take()
    const late = (callId: unknown, index: number) => ({
      apiFunc: String(callId),
      cbId: index * 2,
      args: [index * 2 + 1],
      argsTransform: [0],
    })
    ids.forEach((id, index) => receive(late(id, index)))
    const givenBack = take()
    expect(new Set(givenBack.map((packet) => packet.apiFunc))).toEqual(new Set(['iorpcUnbind']))
    expect(new Set(givenBack.map((packet) => packet.args[0])).size).toBe(10_000)
  })

  test('timeout of one call', async () => {
    const { A } = connect({}, { local: { ...hanging().local, f: () => 1 } })
    const hurried = withOptions(A.remote, { timeout: 5 })
    await expect(hurried.hang()).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
    expect(await A.remote.f()).toBe(1)
  })

  test('timeout 0 switches the timeout of the pair off', async () => {
    const { A } = connect({ options: { callTimeout: 1 } }, { local: { f: () => new Promise((resolve) => setTimeout(resolve, 20, 'late')) } }) // prettier-ignore
    expect(await withOptions(A.remote, { timeout: 0 }).f()).toBe('late')
  })

  test('aborting rejects with the reason, forgets everything, and the other side sees it', async () => {
    const { signals, local } = hanging()
    const { A, B } = connect({}, { local })
    const controller = new AbortController()
    const call = withOptions(A.remote, { signal: controller.signal }).hang(() => 1)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    const reason = new Error('no longer wanted')
    controller.abort(reason)
    expect(await call.catch((error: unknown) => error)).toBe(reason)
    expect(A.pending()).toBe(0)
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true))
    expect(B.pending()).toBe(0)
  })

  test('a second call under an id is the one that is given up, also when the first has ended', async () => {
    const signals: AbortSignal[] = []
    const { take, receive } = scripted({
      local: {
        f(this: CallContext, isQuick: boolean) {
          signals.push(this.signal)
          return isQuick ? Promise.resolve() : new Promise(() => {})
        },
      },
    })
    for (const isQuick of [true, false])
      receive({ apiFunc: 'f', cbId: 1, args: [isQuick], argsTransform: [] })
    await vi.waitFor(() => expect(take()).toHaveLength(1))
    receive({ apiFunc: 'iorpcUnbind', cbId: false, args: [1], argsTransform: [] })
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true])
  })

  test('a signal that is aborted already sends nothing', async () => {
    const { A, packets } = connect({}, {})
    const call = withOptions(A.remote, { signal: AbortSignal.abort('why') }).f(() => 1)
    expect(await call.catch((error: unknown) => error)).toBe('why')
    expect(packets).toEqual([])
    expect(A.pending()).toBe(0)
  })

  test('calls on one signal share a listener, which goes with the last of them', async () => {
    const { it, receive, take } = scripted({})
    const { signal } = new AbortController()
    const remote = withOptions(it.remote, { signal })
    const calls = Array.from({ length: 20 }, () => remote.f())
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    for (const { cbId } of take())
      receive({ apiFunc: String(cbId), cbId: false, args: [], argsTransform: [] })
    await Promise.all(calls)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    it.rejectAll()
  })

  test('an abort ends the calls on all pairs, and a call that is made meanwhile', async () => {
    const controller = new AbortController()
    const pairs = [scripted({}), scripted({})]
    const made: Promise<unknown>[] = []
    const outcomes = pairs.map(({ it }) =>
      withOptions(it.remote, { signal: controller.signal })
        .f()
        .catch((reason: unknown) => {
          made.push(withOptions(it.remote, { signal: controller.signal }).g())
          return reason
        }),
    )
    controller.abort('enough')
    expect(await Promise.all(outcomes)).toEqual(['enough', 'enough'])
    expect(await Promise.allSettled(made)).toEqual(Array(2).fill({ status: 'rejected', reason: 'enough' }))
    expect(pairs.map(({ it }) => it.pending())).toEqual([0, 0])
  })

  test('over a synchronous transport, a call is aborted while its function runs', async () => {
    let toA: (packet: unknown) => void = () => {}
    let toB: (packet: unknown) => void = () => {}
    const signals: AbortSignal[] = []
    const nestedSignals: AbortSignal[] = []
    const controller = new AbortController()
    const A = pair<AnyApi>({ send: (packet) => toB(packet), on: (handler) => (toA = handler) })
    const B = pair<AnyApi, AnyApi>({
      send: (packet) => toA(packet),
      on: (handler) => (toB = handler),
      local: {
        async outer(this: CallContext, callback: () => void) {
          signals.push(this.signal)
          callback()
          await settle()
        },
        inner(this: CallContext) {
          nestedSignals.push(this.signal)
          controller.abort()
        },
      },
    })
    const call = withOptions(A.remote, { signal: controller.signal }).outer(() => A.remote.inner())
    await expect(call).rejects.toBe(controller.signal.reason)
    expect(signals.map((signal) => signal.aborted)).toEqual([true])
    expect(nestedSignals.map((signal) => signal.aborted)).toEqual([false])
    await settle()
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test('a call that waits inside a callback is aborted too', async () => {
    const controller = new AbortController()
    const { A, B } = connect(
      {},
      {
        local: {
          ask: (question: RemoteFunction<() => Promise<string>>) =>
            withOptions(question, { signal: controller.signal })(),
        },
      },
    )
    let signal: AbortSignal | undefined
    const call = A.remote.ask(function (this: CallContext) {
      signal = this.signal
      return new Promise(() => {})
    })
    await vi.waitFor(() => expect(signal).toBeDefined())
    controller.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
    await vi.waitFor(() => expect(signal?.aborted).toBe(true))
    expect(B.pending()).toBe(0)
  })

  test.each([true, false])(
    'an aborted function gets no answer out; injectToThis %s',
    async (injectToThis) => {
      let finish: (value: unknown) => void = () => {}
      const local = { get: () => new Promise((resolve) => (finish = resolve)) }
      const { A, sentBy } = connect({}, { local, options: { injectToThis } })
      const controller = new AbortController()
      const call = withOptions(A.remote, { signal: controller.signal }).get()
      await settle()
      controller.abort()
      await expect(call).rejects.toMatchObject({ name: 'AbortError' })
      await settle()
      finish(() => 1)
      await settle()
      expect(sentBy('B')).toEqual([])
    },
  )

  test('options do not reach other calls', async () => {
    const { A } = connect({}, { local: { f: (value: unknown) => value } })
    const controller = new AbortController()
    const withSignal = withOptions(A.remote, { signal: controller.signal })
    const get = { get value() { void A.remote.f('inner'); return 1 } } // prettier-ignore
    const calls = [withSignal.f(get.value), A.remote.f(2)]
    controller.abort()
    await expect(calls[0]).rejects.toThrow()
    expect(await calls[1]).toBe(2)
  })

  test('of options that are given in turn, later ones win, and the others stay', async () => {
    const { A, sentBy } = connect({}, { local: { hang: () => new Promise(() => {}) } })
    const controller = new AbortController()
    const patient = withOptions(A.remote, { signal: controller.signal, timeout: 100_000 })
    const call = withOptions(patient, { timeout: 1 }).hang()
    await expect(call).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
    const other = withOptions(patient, { releaseOnSettle: true }).hang(() => 1)
    expect(A.bindings()).toEqual({ calls: 1, callbacks: 1 })
    controller.abort('enough')
    await expect(other).rejects.toBe('enough')
    expect(A.pending()).toBe(0)
    expect(sentBy('A').filter(({ apiFunc }) => apiFunc === 'iorpcUnbind')).toHaveLength(2)
  })

  test('works for noWait', async () => {
    const { A, sentBy } = connect({}, {})
    const buffer = new ArrayBuffer(8)
    withOptions(A.remote, { transfer: [buffer] }).noWait.take(buffer)
    expect(buffer.byteLength).toBe(0)
    expect(sentBy('A')[0]?.cbId).toBe(false)
  })

  test('a function with options can be given up like the function itself', async () => {
    const { A, B } = connect({}, { local: { get: async () => () => 1, end: async () => () => 2 } })
    withOptions(await A.remote.get(), { timeout: 1000 }).unbind()
    withOptions(await A.remote.end(), { timeout: 1000 })[Symbol.dispose]()
    await vi.waitFor(() => expect(B.pending()).toBe(0))
  })

  test('a controller in the place of its signal rejects the call, and nothing waits', async () => {
    const { it, take } = scripted()
    const signal = new AbortController() as never
    await expect(withOptions(it.remote, { signal }).f(() => 1)).rejects.toBeInstanceOf(TypeError)
    expect([it.pending(), take()]).toEqual([0, []])
  })

  test('says so when it is given something else', () => {
    expect(() => withOptions(() => 1, { timeout: 1 })()).toThrow(/remote/)
  })
})

describe('scoped release', () => {
  test.each(['resolves', 'rejects'])('callbacks of a call go when it %s', async (how) => {
    const { A, packets } = connect({}, { local: { run: async (cb: () => unknown, fails: boolean) => { await cb(); if (fails) throw new Error() } } }) // prettier-ignore
    const seen = vi.fn<() => void>()
    await withOptions(A.remote, { releaseOnSettle: true })
      .run(seen, how === 'rejects')
      .catch(() => {})
    expect(seen).toHaveBeenCalledTimes(1)
    expect(A.pending()).toBe(0)
    expect(packets).toHaveLength(4)
  })

  test('as an option of the pair, a late report is harmless', async () => {
    let late: () => Promise<unknown> = async () => {}
    const { A } = connect(
      { options: { releaseOnSettle: true } },
      { local: { run: (cb: typeof late) => void (late = cb) } },
    )
    const seen = vi.fn<() => void>()
    await A.remote.run(seen)
    expect(A.pending()).toBe(0)
    expect(await late()).toBeUndefined()
    expect(seen).not.toHaveBeenCalled()
  })

  test('a call can keep its callbacks', async () => {
    const { A } = connect({ options: { releaseOnSettle: true } }, { local: { run() {} } })
    await withOptions<AnyApi>(A.remote, { releaseOnSettle: false }).run(() => 1)
    expect(A.pending()).toBe(1)
  })
})
