import { describe, expect, test, vi } from 'vitest'
import { errorDetails, IorpcError, pair, RemoteError, type Packet, type RemoteFunction } from 'iorpc'
import { connect, scripted } from '../support/connect.js'

const failing = {
  failLikeThis() {
    throw new TypeError('boom')
  },
  async failLater() {
    await Promise.resolve()
    throw new RangeError('later')
  },
  throwString() {
    throw 'someError'
  },
  throwNothing() {
    throw undefined
  },
  async throwFunction() {
    throw () => 1
  },
}

describe('RemoteError', () => {
  test('has the remote message and its own name', async () => {
    const { A } = connect({}, { local: failing })
    const error: unknown = await A.remote.failLikeThis().catch((error: unknown) => error)
    expect(error).toBeInstanceOf(RemoteError)
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'RemoteError', message: 'boom' })
  })

  test('its stack is the remote one followed by the local chain of awaits', async () => {
    const { A } = connect({}, { local: failing })
    async function innerCaller() {
      await A.remote.failLikeThis()
    }
    async function outerCaller() {
      await innerCaller()
    }
    const error = (await outerCaller().catch((error: unknown) => error)) as Error
    const lines = String(error.stack).split('\n')
    const lineOf = (text: string) => lines.findIndex((line) => line.includes(text))
    expect(lines[0]).toBe('RemoteError: TypeError: boom')
    expect(lineOf('failLikeThis')).toBeGreaterThan(0)
    expect(lineOf('innerCaller')).toBeGreaterThan(lineOf('failLikeThis'))
    expect(lineOf('outerCaller')).toBe(lineOf('innerCaller') + 1)
    expect(String(error)).toBe(error.stack)
  })

  test('an error without a stack has its name and message instead', async () => {
    const bare = Object.assign(new TypeError('bare'), { stack: undefined })
    const { A } = connect({}, { local: { f: () => Promise.reject(bare) } })
    const error = (await A.remote.f().catch((error: unknown) => error)) as Error
    expect(error.stack?.split('\n')[0]).toBe('RemoteError: TypeError: bare')
    expect(error.stack).not.toContain('undefined')
  })

  test('a rejected promise is forwarded like a throw', async () => {
    const { A } = connect({}, { local: failing })
    await expect(A.remote.failLater()).rejects.toMatchObject({ name: 'RemoteError', message: 'later' })
  })

  test.each([
    ['throwString', 'someError'],
    ['throwNothing', undefined],
  ])('%s: a thrown value that is no error arrives as it is', async (name, value) => {
    const { A } = connect({}, { local: failing })
    expect(await A.remote[name]().catch((error: unknown) => [error])).toEqual([value])
  })

  test('a thrown value that cannot be sent rejects all the same', async () => {
    const { A } = connect({}, { local: failing })
    await expect(A.remote.throwFunction()).rejects.toThrow(/could not be sent/)
  })

  test('a result that cannot be sent rejects, and leaves nothing bound', async () => {
    const { A, B } = connect(
      {},
      { local: { get: () => ({ fn: () => 1 }), getAll: () => [() => 1, Symbol('s')] } },
    )
    await expect(A.remote.get()).rejects.toThrow(/result of get could not be sent/)
    await expect(A.remote.getAll()).rejects.toThrow(/could not be sent/)
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test('errors of other realms are errors too', async () => {
    const { runInNewContext } = await import('node:vm')
    const foreign = runInNewContext('new TypeError("foreign")') as Error
    expect(foreign).not.toBeInstanceOf(Error)
    const { A } = connect({}, { local: { f: () => Promise.reject(foreign) } })
    await expect(A.remote.f()).rejects.toMatchObject({ name: 'RemoteError', message: 'foreign' })
  })

  test('an error whose message is no text does no harm', async () => {
    const odd = Object.assign(new Error('odd'), { message: { deep: 1 }, stack: 5 })
    const { A } = connect({}, { local: { f: () => Promise.reject(odd) } })
    await expect(A.remote.f()).rejects.toBeInstanceOf(RemoteError)
  })

  test.each([
    ['nope', 'IORPC_NO_FUNCTION'],
    ['constructor', 'IORPC_NO_FUNCTION'],
    ['version', 'IORPC_NO_FUNCTION'],
  ])('a call of %s says that there is no such function', (name, code) => {
    const { take, receive } = scripted({ local: { version: '1' } })
    receive({ apiFunc: name, cbId: 1, args: [], argsTransform: [] })
    const [packet] = take()
    expect(packet).toMatchObject({
      apiFunc: 'iorpcThrowError',
      args: [1, expect.stringContaining(code), expect.any(String)],
    })
  })

  test('a failure that the protocol reports has its code', async () => {
    const { A } = connect({}, {})
    await expect(A.remote.nope()).rejects.toMatchObject({ name: 'RemoteError', code: 'IORPC_NO_FUNCTION' })
  })

  test('a value in the place of text and stack rejects the call, whatever it is', async () => {
    const { it, take, receive } = scripted()
    const call = it.remote.f()
    const bare: unknown = Object.create(null)
    const args = [take()[0]?.cbId, bare, bare]
    receive({ apiFunc: 'iorpcThrowError', cbId: false, args, argsTransform: [] })
    await expect(call).rejects.toBe(bare)
  })

  test('what is passed to a function that is not there is released', async () => {
    const released = vi.fn()
    const { A } = connect({ observer: { released } }, { local: { make: () => (fn: () => void) => void fn } })
    await expect(A.remote.nope(() => {})).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
    expect(released).toHaveBeenLastCalledWith(expect.objectContaining({ side: 'own', reason: 'failed' }))
    const given = (await A.remote.make()) as RemoteFunction<(fn: () => void) => void>
    given.unbind()
    await expect(given(() => {})).rejects.toMatchObject({ code: 'IORPC_NO_CALLBACK' })
    expect(A.bindings()).toEqual({ calls: 0, callbacks: 0 })
  })

  test('what is passed to a function that is there is kept, also when it fails for want of another', async () => {
    const other = connect({}, {})
    const { A } = connect({}, { local: { relay: (fn: () => void) => other.A.remote.nope(fn) } })
    await expect(A.remote.relay(() => {})).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
    expect(A.bindings()).toEqual({ calls: 0, callbacks: 1 })
  })

  test('a reply that breaks the protocol rejects the call', async () => {
    const { it, take, receive } = scripted()
    const call = it.remote.f()
    receive({ apiFunc: String(take()[0]?.cbId), cbId: false, args: null, argsTransform: [] })
    await expect(call).rejects.toMatchObject({ name: 'IorpcError', code: 'IORPC_BAD_PACKET' })
    expect(it.pending()).toBe(0)
  })
})

describe('exposeErrors: false', () => {
  test.each(['failLikeThis', 'failLater', 'throwString'])(
    '%s: neither text nor path of this side leaves',
    async (name) => {
      const { A, sentBy } = connect({}, { local: failing, options: { exposeErrors: false } })
      await expect(A.remote[name]()).rejects.toMatchObject({ name: 'RemoteError' })
      const text = JSON.stringify(sentBy('B'))
      for (const secret of ['boom', 'later', 'someError', 'errors.test', ' at '])
        expect(text).not.toContain(secret)
    },
  )

  test('the caller still learns what is missing', async () => {
    const { A, sentBy } = connect({}, { options: { exposeErrors: false } })
    await expect(A.remote.nope()).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
    expect(JSON.stringify(sentBy('B'))).not.toContain(' at ')
  })
})

describe('errorDetails', () => {
  const both = { errorDetails }

  test('name, code, cause and own properties arrive', async () => {
    const error = Object.assign(new TypeError('bad input', { cause: new RangeError('too big') }), {
      code: 'E_INPUT',
      details: { field: 'age' },
      callback: () => 1,
    })
    const { A } = connect({}, { local: { f: () => Promise.reject(error) } }, both)
    const received = (await A.remote.f().catch((error: unknown) => error)) as RemoteError
    expect(received).toBeInstanceOf(RemoteError)
    expect(received).toMatchObject({
      name: 'TypeError',
      message: 'bad input',
      code: 'E_INPUT',
      details: { field: 'age' },
    })
    expect(received.cause).toMatchObject({ name: 'RangeError', message: 'too big' })
    expect(received).not.toHaveProperty('callback')
  })

  test('a code of the class arrives as well', async () => {
    class Coded extends Error {
      get code() {
        return 'E_CLASS'
      }
    }
    const { A } = connect({}, { local: { f: () => Promise.reject(new Coded('x')) } }, both)
    await expect(A.remote.f()).rejects.toMatchObject({ code: 'E_CLASS' })
  })

  test('a cause has the remote frames only', async () => {
    const error = new Error('outer', { cause: new Error('inner') })
    const { A } = connect({}, { local: { f: () => Promise.reject(error) } }, both)
    const received = (await A.remote.f().catch((error: unknown) => error)) as Error
    expect((received.cause as Error).stack).toBe(`RemoteError: ${(error.cause as Error).stack}`)
  })

  test('what cannot be cloned stays here, although JSON would make an empty object of it', async () => {
    const error = Object.assign(new Error('not found'), { code: 'E_404', response: Promise.resolve(), list: [new WeakMap()] }) // prettier-ignore
    const { A } = connect({}, { local: { f: () => Promise.reject(error) } }, both)
    const received = (await A.remote.f().catch((error: unknown) => error)) as RemoteError
    expect(received).toMatchObject({ message: 'not found', code: 'E_404' })
    expect(Object.keys(received)).toEqual(['code'])
  })

  test('the parts of an AggregateError arrive', async () => {
    const error = new AggregateError([new Error('one'), 'two'], 'both failed')
    const { A } = connect({}, { local: { f: () => Promise.reject(error) } }, both)
    await expect(A.remote.f()).rejects.toMatchObject({
      name: 'AggregateError',
      errors: [expect.objectContaining({ message: 'one' }), 'two'],
    })
  })

  test('a cycle ends where it closes, and what is described is a thousand errors at most', async () => {
    const whole = new AggregateError([], 'whole')
    const part = (_: unknown, n: number) => new AggregateError([], `part ${n}`, { cause: whole })
    const parts = Array.from({ length: 40 }, part)
    whole.errors = parts
    for (const { errors } of parts) errors.push(...parts)
    const { A, sentBy } = connect({}, { local: { f: () => Promise.reject(whole) } }, both)
    const received = (await A.remote.f().catch((error: unknown) => error)) as RemoteError
    expect(received.errors?.[0]).toMatchObject({ message: 'part 0', cause: undefined })
    expect(JSON.stringify(sentBy('B')).match(/"details"/g)?.length).toBeLessThanOrEqual(1000)
  })

  test('hostile details change nothing that they should not', async () => {
    const { it, take, receive } = scripted({ options: both })
    const call = it.remote.f()
    const own = JSON.parse('{"__proto__":{"x":1},"toString":1,"stack":"s","message":"m","fine":1}') as object
    const args = [take()[0]?.cbId, 'boom', 'Error: boom', { name: 5, own, cause: 7, errors: 'no' }]
    receive({ apiFunc: 'iorpcThrowError', cbId: false, args, argsTransform: [] })
    const error = (await call.catch((error: unknown) => error)) as RemoteError
    expect(error).toBeInstanceOf(RemoteError)
    expect(error).toMatchObject({ name: 'RemoteError', message: 'boom', fine: 1 })
    expect(error.stack).toContain('boom')
    expect(typeof error.toString()).toBe('string')
    expect(error).not.toHaveProperty('x')
  })

  test('details whose parts are shared, or holes, end somewhere', async () => {
    const { it, take, receive } = scripted({ options: both })
    const holes: unknown[] = []
    holes.length = 2 ** 32 - 1
    let details: object = { errors: holes }
    for (let depth = 0; depth < 8; depth++)
      details = { errors: Array(1000).fill({ message: 'part', stack: '', details }) }
    const call = it.remote.f()
    const args = [take()[0]?.cbId, 'boom', 'Error: boom', details]
    receive({ apiFunc: 'iorpcThrowError', cbId: false, args, argsTransform: [] })
    await expect(call).rejects.toMatchObject({ message: 'boom', errors: { length: 1000 } })
  })

  test('without it packets are unchanged', async () => {
    const { A, sentBy } = connect({}, { local: failing })
    await A.remote.failLikeThis().catch(() => {})
    expect(sentBy('B')[0]?.args).toHaveLength(3)
  })
})

test('local failures are IorpcErrors with the chain of awaits, never wrapped', async () => {
  const { A } = connect({ options: { callTimeout: 5 } }, { local: { hang: () => new Promise(() => {}) } })
  async function patientCaller() {
    await A.remote.hang()
  }
  const error: unknown = await patientCaller().catch((error: unknown) => error)
  expect(error).toBeInstanceOf(IorpcError)
  expect(error).not.toBeInstanceOf(RemoteError)
  expect((error as Error).stack).toContain('patientCaller')
})

describe('what cannot be read', () => {
  const no = () => {
    throw Object.create(null)
  }
  const unreadable: [string, () => unknown][] = [
    [
      'an error whose stack cannot be read',
      () => Object.defineProperty(new Error('x'), 'stack', { get: no }),
    ],
    ['a value whose tag cannot be read', () => Object.defineProperty({}, Symbol.toStringTag, { get: no })],
    ['an object without a prototype', () => ({ f() {}, __proto__: null })],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return proxy
      },
    ],
  ]

  test.each(unreadable)('%s rejects the call all the same', async (_name, make) => {
    const local = {
      now() {
        throw make()
      },
      async later() {
        await Promise.resolve()
        throw make()
      },
    }
    const { A, B } = connect({}, { local })
    const outcomes = await Promise.allSettled([A.remote.now(), A.remote.later()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test.each(unreadable)('%s, thrown by send, ends the call with IORPC_SEND_FAILED', async (_name, make) => {
    const cause = make()
    const { it } = scripted({
      send() {
        throw cause
      },
    })
    const error = await it.remote.f().catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'IorpcError', code: 'IORPC_SEND_FAILED' })
    expect((error as IorpcError).cause === cause).toBe(true)
  })

  test('a packet whose getters throw is dropped', () => {
    const { receive, take } = scripted()
    receive({
      get apiFunc() {
        return no()
      },
    })
    expect(take()).toEqual([])
  })
})

test('details that the transport refuses do not cost the message', async () => {
  const sent: Packet[] = []
  let receive: (packet: unknown) => void = () => {}
  pair({
    send: (packet) => {
      if (packet.args[3]) throw new Error('too much')
      sent.push(packet)
    },
    on: (handler) => (receive = handler),
    local: failing,
    options: { errorDetails },
  })
  receive({ apiFunc: 'failLikeThis', cbId: 8, args: [], argsTransform: [] })
  expect(sent).toMatchObject([
    { apiFunc: 'iorpcThrowError', args: [8, 'boom', expect.stringContaining('at ')] },
  ])
  expect(sent[0]?.args).toHaveLength(3)
})
