import { describe, expect, test, vi } from 'vitest'
import { pair, type CallContext, type PairObserver, type PairOptions } from 'iorpc'
import { scripted, settle } from '../support/connect.js'

/** Where a rule ends: what must not happen, and what must happen no more. */

const packet = (apiFunc: unknown, cbId: unknown, args: unknown[] = [], argsTransform: unknown = []) => ({
  apiFunc,
  cbId,
  args,
  argsTransform,
})
const unbind = (id: unknown) => packet('iorpcUnbind', false, [id])

/** A pair with a scripted other side, and the reasons of what it has dropped. */
function side(local: object, options: PairOptions = {}) {
  const dropped: string[] = []
  const observer: PairObserver = { dropped: ({ reason }) => dropped.push(reason) }
  return { ...scripted({ local, options, observer }), dropped }
}

const failing = {
  throws() {
    throw new Error('secret')
  },
  rejects: () => Promise.reject(new Error('secret')),
  answers: () => Promise.resolve(1),
}

/** Functions that wait, and the signals they see. */
function waiting() {
  const signals: AbortSignal[] = []
  const ends: ((error?: Error) => void)[] = []
  const local = {
    wait(this: CallContext) {
      signals.push(this.signal)
      return new Promise((resolve, reject) =>
        ends.push((error) => {
          if (error) reject(error)
          else resolve('done')
        }),
      )
    },
  }
  return { local, signals, ends }
}

describe('noWait', () => {
  test.each(['throws', 'rejects', 'answers', 'missing'])('%s: nothing goes back', async (name) => {
    const { receive, sent } = side(failing)
    receive(packet(name, false, [7], [0]))
    await settle()
    expect(sent).toEqual([])
  })

  test('a broken packet gets no error', () => {
    const { receive, sent, dropped } = side(failing)
    receive({ apiFunc: 'throws', cbId: false, args: 'none', argsTransform: [] })
    expect([sent, dropped.length]).toEqual([[], 1])
  })

  test('its signal aborts with the connection', () => {
    const { local, signals } = waiting()
    const { it, receive } = side(local)
    receive(packet('wait', false))
    it.rejectAll()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('no id ends it, neither while its function runs nor later', () => {
    const { local, signals } = waiting()
    const run = function (this: CallContext) {
      receive(unbind('false'))
      return local.wait.call(this)
    }
    const { receive, dropped } = side({ run })
    receive(packet('run', false))
    receive(unbind('false'))
    expect(signals[0]?.aborted).toBe(false)
    expect(dropped).toEqual(['nothing to unbind', 'nothing to unbind'])
  })
})

test('without injectToThis, promises are answered too', async () => {
  const { receive, take } = side(failing, { injectToThis: false })
  receive(packet('answers', 1))
  receive(packet('rejects', 2))
  await settle()
  expect(take().map(({ apiFunc, args }) => [apiFunc, args[0]])).toEqual([
    ['1', 1],
    ['iorpcThrowError', 2],
  ])
})

test('without exposeErrors, the message says that something failed, and nothing else', () => {
  const { receive, take } = side(failing, { exposeErrors: false })
  receive(packet('throws', 1))
  expect(take()[0]?.args).toEqual([1, 'The remote function failed', 'The remote function failed'])
})

describe('a call that the other side gives up', () => {
  test('is not answered when it fails later', async () => {
    const { local, ends } = waiting()
    const { receive, sent } = side(local)
    receive(packet('wait', 1))
    receive(unbind(1))
    ends[0]?.(new Error('late'))
    await settle()
    expect(sent).toEqual([])
  })

  test('cannot be given up once it is answered', async () => {
    const { local, signals, ends } = waiting()
    const { receive, dropped } = side(local)
    receive(packet('wait', 1))
    ends[0]?.()
    await settle()
    receive(unbind(1))
    expect(signals[0]?.aborted).toBe(false)
    expect(dropped).toEqual(['nothing to unbind'])
  })

  test('answered ones make room for others within the limit', async () => {
    const { local, signals, ends } = waiting()
    const { receive } = side(local, { maxPendingResponses: 1 })
    receive(packet('wait', 1))
    ends[0]?.()
    await settle()
    receive(packet('wait', 2))
    receive(packet('wait', 3))
    receive(unbind(3))
    receive(unbind(2))
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false])
  })
})

describe('control packets', () => {
  test('an unbind does not end a call of this side', () => {
    const { it, receive, take, dropped } = side({})
    it.remote.f().catch(() => {})
    receive(unbind(take()[0]?.cbId))
    expect(it.bindings()).toEqual({ calls: 1, callbacks: 0 })
    expect(dropped).toEqual(['nothing to unbind'])
    it.rejectAll()
  })

  test('it ends the wait for an acknowledgement', () => {
    const { it, receive, take } = side({ get: () => () => 1 })
    receive(packet('get', 1))
    receive(unbind(take()[0]?.cbId))
    expect(it.bindings()).toEqual({ calls: 0, callbacks: 1 })
  })

  test('an error for a callback changes nothing', () => {
    const { it, receive, take, dropped } = side({})
    it.remote.noWait.f(() => 1)
    receive(packet('iorpcThrowError', false, [take()[0]?.args[0], 'message', 'stack']))
    expect(it.bindings()).toEqual({ calls: 0, callbacks: 1 })
    expect(dropped).toEqual(['nothing waits for this error'])
  })
})

describe('functions in packets that nobody takes', () => {
  test('a second copy of an answer takes nothing back', async () => {
    const { it, receive, take } = side({})
    const result = it.remote.get()
    const answer = packet(String(take()[0]?.cbId), false, [7], [0])
    receive(answer)
    receive(answer)
    await expect(result).resolves.toBeTypeOf('function')
    expect(take()).toEqual([])
  })

  test('a second copy of an answer is not acknowledged again', async () => {
    const { it, receive, take, dropped } = side({})
    const result = it.remote.get()
    const answer = packet(String(take()[0]?.cbId), 9, [7], [0])
    receive(answer)
    await expect(result).resolves.toBeTypeOf('function')
    expect(take()).toMatchObject([{ apiFunc: '9', cbId: false, args: [undefined] }])
    receive(answer)
    expect(take()).toEqual([])
    expect(dropped).toHaveLength(1)
  })

  test('those of a call to an id that never was are left to its error', () => {
    const { receive, take } = side({})
    receive(packet('123456', 1, [7], [0]))
    expect(take().map(({ apiFunc }) => apiFunc)).toEqual(['iorpcThrowError'])
  })

  test.each([true, false])('late ones are given back; ignoreCallbackUnavailable %s', async (ignore) => {
    const { it, receive, take } = side({}, { ignoreCallbackUnavailable: ignore, callTimeout: 1 })
    const result = it.remote.get()
    const id = take()[0]?.cbId
    await expect(result).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
    take()
    receive(packet(String(id), false, [7], [0]))
    expect(take()).toMatchObject([{ apiFunc: 'iorpcUnbind', args: [7] }])
  })
})

describe('taggedPackets', () => {
  const tagged = { taggedPackets: true }

  test('what is released, given up and answered late stays tagged', async () => {
    const { it, receive, take } = side({ get: () => () => 1 }, { ...tagged, callTimeout: 1 })
    const fn = () => 1
    const result = it.remote.get(fn)
    const call = take()[0]
    await expect(result).rejects.toThrow()
    expect(take()).toMatchObject([{ apiFunc: 'iorpcUnbind', kind: 'call' }])
    receive({ ...packet(String(call?.cbId), 5, [7], [0]), kind: 'cb' })
    expect(take()).toMatchObject([
      { apiFunc: 'iorpcUnbind', args: [7], kind: 'call' },
      { apiFunc: 'iorpcUnbind', args: [5], kind: 'call' },
    ])
    receive({ ...packet(String(call?.args[0]), 6), kind: 'cb' })
    expect(take()).toMatchObject([{ apiFunc: '6', args: [undefined], kind: 'cb' }])
    receive({ ...packet('get', 8), kind: 'call' })
    const [answer] = take()
    expect(answer).toMatchObject({ apiFunc: '8', kind: 'cb' })
    const other = it.remote.get()
    receive({ ...packet(String(take()[0]?.cbId), 9, [3], [0]), kind: 'cb' })
    await other
    expect(take()).toMatchObject([{ apiFunc: '9', kind: 'cb' }])
  })

  test('a name is no id, also when it is the text of a released one', () => {
    const { it, receive, take } = side({}, tagged)
    const fn = () => 1
    it.remote.noWait.f(fn)
    const id = String(take()[0]?.args[0])
    it.release(fn)
    receive({ ...packet(id, 1), kind: 'call' })
    expect(take()[0]?.args[1]).toContain('IORPC_NO_FUNCTION')
    receive({ ...packet('name', 2), kind: 'cb' })
    expect(take()[0]?.args[1]).toContain('IORPC_NO_FUNCTION')
    receive({ ...packet('123456', 3), kind: 'cb' })
    expect(take()[0]?.args[1]).toContain('IORPC_NO_CALLBACK')
  })
})

test('late calls of released ids that are no numbers are harmless too', () => {
  let count = 0
  const { it, receive, take } = side({}, { cbIdGenerator: () => `id-${++count}` })
  const fn = () => 1
  it.remote.noWait.f(fn)
  it.release(fn)
  take()
  receive(packet('id-1', 'x1'))
  expect(take()).toMatchObject([{ apiFunc: 'x1', args: [undefined] }])
})

describe('what can be called', () => {
  function Api() {}
  Api.prototype.greet = () => 'hello'
  const instance: object = Object.create(Api.prototype as object)
  const withOwn = Object.defineProperty({}, '__proto__', { value: () => 1, enumerable: true })
  const callable = Object.assign(() => 1, { own: () => 'own' })

  test.each([
    ['the constructor of an instance', instance, 'constructor'],
    ['an own __proto__', withOwn, '__proto__'],
    ['what every function has', callable, 'call'],
    ['what every object has', instance, 'valueOf'],
  ])('not %s', (_name, local, name) => {
    const { receive, take } = side(local)
    receive(packet(name, 1))
    expect(take()[0]?.args[1]).toContain('IORPC_NO_FUNCTION')
  })

  test.each([
    ['a method of an instance', instance, 'greet', 'hello'],
    ['an own function of a function', callable, 'own', 'own'],
  ])('%s', (_name, local, name, result) => {
    const { receive, take } = side(local)
    receive(packet(name, 1))
    expect(take()[0]?.args).toEqual([result])
  })
})

describe('transforms', () => {
  const f = vi.fn()

  test.each([
    ['an index beside a good one', [7, 'x'], [0, 5]],
    ['an index that comes twice', [7], [0, 0]],
    ['something that is no id', [7, {}], [0, 1]],
  ])('%s: refused before anything is called', (_name, args, transform) => {
    const { receive, take } = side({ f })
    receive(packet('f', 1, args, transform))
    expect(take()[0]?.args[1]).toContain('IORPC_BAD_PACKET')
    expect(f).not.toHaveBeenCalled()
  })

  test('a function named then is refused: what has it would pass for a promise', async () => {
    const { it, receive, take } = side({ f }, { allowNestedFunctions: true })
    const result = it.remote.f()
    const id = String(take()[0]?.cbId)
    receive(packet('f', 1, [{ then: 7 }], { 0: { then: 1 } }))
    expect(take()).toMatchObject([{ apiFunc: 'iorpcThrowError' }])
    receive(packet(id, false, [{ then: 7 }], { 0: { then: 1 } }))
    await expect(result).rejects.toMatchObject({ code: 'IORPC_BAD_PACKET' })
    expect([f.mock.calls, take()]).toEqual([[], []])
  })

  /** A function so many objects deep, beside its arguments. */
  const deep = (levels: number, leaf: unknown) => {
    let value = leaf
    for (let level = 0; level < levels; level++) value = { down: value }
    return value
  }

  test.each([
    [100, 'arrives'],
    [101, 'is refused'],
  ])('a function at depth %i %s', (depth, what) => {
    const g = vi.fn()
    const { receive } = side({ g }, { allowNestedFunctions: true })
    receive(packet('g', 1, [deep(depth - 1, 7)], { 0: deep(depth - 1, 1) }))
    expect(g).toHaveBeenCalledTimes(what === 'arrives' ? 1 : 0)
  })

  test('a transform whose parts are shared is not walked without end', () => {
    const f = vi.fn()
    const { receive, take } = side({ f }, { allowNestedFunctions: true })
    const share = (part: object) => {
      let whole = part
      for (let level = 0; level < 60; level++) whole = { a: whole, b: whole }
      return whole
    }
    receive(packet('f', 1, [share({ leaf: 5 })], { 0: share({ leaf: 1 }) }))
    expect(take()).toMatchObject([{ apiFunc: 'iorpcThrowError' }])
    expect(f).not.toHaveBeenCalled()
  })

  test('a function in an array of four billion holes arrives without walking them', () => {
    const g = vi.fn()
    const { receive } = side({ g }, { allowNestedFunctions: true })
    const list = Object.assign([7], { length: 2 ** 32 - 1 })
    receive(packet('g', 1, [list], { 0: { 0: 1 } }))
    const [received] = g.mock.calls[0] as [unknown[]]
    expect(received).toHaveLength(2 ** 32 - 1)
    expect(received[0]).toBeTypeOf('function')
  })

  test('named properties of arrays cross like those of objects', () => {
    const { it, take } = side({}, { allowNestedFunctions: true })
    const list = Object.assign([1], { total: 5, more: () => 2 })
    it.remote.noWait.f(list)
    const [sent] = take()
    expect(sent?.argsTransform).toEqual({ 0: { more: 1 } })
    const g = vi.fn()
    const { receive } = side({ g }, { allowNestedFunctions: true })
    receive(packet('g', 1, structuredClone(sent?.args ?? []), sent?.argsTransform))
    expect(g.mock.calls[0]?.[0]).toEqual(
      Object.assign([1], { total: 5, more: expect.any(Function) as unknown }),
    )
  })

  test('what is sent keeps to the same depth', async () => {
    const { it, sent } = side({}, { allowNestedFunctions: true })
    it.remote.noWait.f(deep(99, () => 1))
    await expect(it.remote.f(deep(100, () => 1))).rejects.toMatchObject({ code: 'IORPC_BAD_VALUE' })
    expect([sent.length, it.pending()]).toEqual([1, 1])
    it.remote.noWait.f(deep(1000, 'no function'))
    expect(sent).toHaveLength(2)
  })

  test('an object that occurs twice has its functions sent twice', () => {
    const { it, take } = side({}, { allowNestedFunctions: true })
    const shared = { done: () => 1 }
    it.remote.noWait.f(shared, { again: shared })
    const [sent] = take()
    expect(sent?.argsTransform).toEqual({ 0: { done: 1 }, 1: { again: { done: 1 } } })
    expect(it.bindings()).toEqual({ calls: 0, callbacks: 2 })
    expect(shared.done).toBeTypeOf('function')
  })
})

test('without onTrim, trimming reports no error', () => {
  const report = vi.spyOn(console, 'error').mockReturnValue()
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const { it } = side({}, { maxPendingResponses: 1 })
  for (let count = 0; count < 3; count++) it.remote.noWait.f(() => 1)
  expect(it.pending()).toBe(1)
  expect(report).not.toHaveBeenCalled()
  report.mockRestore()
  warn.mockRestore()
})

test('pair() says what it needs', () => {
  expect(() => pair({} as never)).toThrow(expect.objectContaining({ code: 'IORPC_BAD_OPTION' }))
})
