import { describe, expect, test, vi } from 'vitest'
import type { Packet, PairObserver, RemoteFunction } from 'iorpc'
import { connect, scripted, settle } from '../support/connect.js'

function recorder() {
  const log: string[] = []
  const observer: PairObserver = {
    bound: (e) => log.push(`bound ${e.side} ${e.method} ${e.path}`),
    called: (e) => log.push(`called ${e.side}`),
    released: (e) => log.push(`released ${e.side} ${e.reason}`),
    callStarted: (e) => log.push(`started ${e.direction} ${e.kind}`),
    callSettled: (e) => log.push(`settled ${e.direction} ${e.kind} ${e.outcome}`),
    dropped: (e) => log.push(`dropped ${e.reason}`),
  }
  return { log, observer }
}

const local = {
  async run(cb: RemoteFunction<() => number>) {
    await cb()
    cb.unbind()
  },
}

describe('the observer', () => {
  test('is told the whole life of a callback, on both sides', async () => {
    const a = recorder()
    const b = recorder()
    const { A } = connect({ observer: a.observer }, { observer: b.observer, local })
    await A.remote.run(() => 1)
    await settle()
    expect(a.log).toEqual([
      'started out call',
      'bound own run 0',
      'called own',
      'started in cb',
      'settled in cb resolved',
      'released own unbound',
      'settled out call resolved',
    ])
    expect(b.log).toEqual([
      'bound held run 0',
      'started in call',
      'called held',
      'started out cb',
      'settled out cb resolved',
      'released held unbound',
      'settled in call resolved',
    ])
  })

  test('knows the path of a nested function', async () => {
    const bound = vi.fn<NonNullable<PairObserver['bound']>>()
    const { A } = connect({ observer: { bound } }, { local: { f() {} } }, { allowNestedFunctions: true })
    const onEnd = () => 1
    await A.remote.f('x', { handlers: [{ onEnd }] })
    expect(bound).toHaveBeenCalledWith(
      expect.objectContaining({ side: 'own', fn: onEnd, method: 'f', path: '1.handlers.0.onEnd' }),
    )
  })

  test.each([
    ['release()', 'released', (it: ReturnType<typeof scripted>['it'], fn: () => void) => void it.release(fn)],
    ['rejectAll()', 'closed', (it: ReturnType<typeof scripted>['it']) => it.rejectAll()],
  ] as const)('%s is told as %s', (_name, reason, act) => {
    const released = vi.fn<NonNullable<PairObserver['released']>>()
    const { it } = scripted({ observer: { released } })
    const fn = () => {}
    it.remote.noWait.f(fn)
    act(it, fn)
    expect(released).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ side: 'own', reason }))
  })

  describe('events in full', () => {
    /** A pair with a scripted other side; `events` takes what was told since it was last asked. */
    function observed(config: Parameters<typeof scripted>[0] = {}) {
      const log: unknown[][] = []
      const note = (name: string) => (event: unknown) => log.push([name, event])
      const observer: PairObserver = {
        bound: note('bound'),
        called: note('called'),
        released: note('released'),
        callStarted: note('callStarted'),
        callSettled: note('callSettled'),
        dropped: note('dropped'),
      }
      return { ...scripted({ ...config, observer }), events: () => log.splice(0) }
    }
    const inbound = (apiFunc: string, cbId: unknown, ...args: unknown[]) => ({
      apiFunc,
      cbId,
      args,
      argsTransform: [],
    })

    test('a call of this side fails', async () => {
      const { it, receive, take, events } = observed()
      const call = it.remote.f()
      const id = take()[0]?.cbId
      receive(inbound('iorpcThrowError', false, id, 'reason', false))
      await expect(call).rejects.toBe('reason')
      const about = { direction: 'out', id, kind: 'call', method: 'f' }
      expect(events()).toEqual([
        ['callStarted', about],
        ['callSettled', { ...about, outcome: 'rejected', error: 'reason' }],
      ])
    })

    test('a call of the other side fails', () => {
      const error = new Error('mine')
      const local = {
        f() {
          throw error
        },
      }
      const { receive, events } = observed({ local })
      receive(inbound('f', 5))
      const about = { direction: 'in', id: 5, kind: 'call', method: 'f' }
      expect(events()).toEqual([
        ['callStarted', about],
        ['callSettled', { ...about, outcome: 'rejected', error }],
      ])
    })

    test('a call without an answer', () => {
      const { it, events } = observed()
      it.remote.noWait.f(1)
      expect(events()).toEqual([['callStarted', { direction: 'out', id: false, kind: 'call', method: 'f' }]])
    })

    test('a function is returned and acknowledged', () => {
      const get = () => 1
      const { receive, take, events } = observed({ local: { f: () => get } })
      receive(inbound('f', 5))
      const [answer] = take()
      const about = { direction: 'in', id: 5, kind: 'call', method: 'f' }
      expect(events()).toEqual([
        ['callStarted', about],
        ['callSettled', { ...about, outcome: 'resolved' }],
        ['bound', { side: 'own', id: answer?.args[0], fn: get, method: 'f', callId: 5, path: '0' }],
      ])
      receive(inbound(String(answer?.cbId), false, undefined))
      expect(events()).toEqual([
        ['callSettled', { direction: 'out', id: answer?.cbId, kind: 'cb', method: '5', outcome: 'resolved' }],
      ])
    })

    test('functions arrive within values', () => {
      const local = { f: () => {} }
      const { receive, events } = observed({ local, options: { allowNestedFunctions: true } })
      receive({
        apiFunc: 'f',
        cbId: false,
        args: [{ on: { end: 7 } }],
        argsTransform: { 0: { on: { end: 1 } } },
      })
      expect(events()[0]).toEqual([
        'bound',
        {
          side: 'held',
          id: 7,
          fn: expect.any(Function) as unknown,
          method: 'f',
          callId: false,
          path: '0.on.end',
        },
      ])
    })

    test.each([
      ['not a packet', 'nonsense'],
      ['args or argsTransform is missing', { apiFunc: 'f', cbId: false }],
      ['no function f', inbound('f', false)],
      ['nothing to unbind', inbound('iorpcUnbind', false, 7)],
      ['nothing waits for this error', inbound('iorpcThrowError', false, 7, 'message', 'stack')],
    ])('dropped: %s', (reason, packet) => {
      const { receive, events } = observed()
      receive(packet)
      expect(events()).toEqual([['dropped', { reason, packet }]])
    })

    test('dropped: what cannot be sent and nobody waits for', async () => {
      const { it, events } = observed({
        send: () => {
          throw new Error('no way')
        },
        local: {},
        options: { callTimeout: 1 },
      })
      await it.remote.f().catch(() => {})
      expect(events().filter(([name]) => name === 'dropped')).toEqual([])
      const refusing = observed({
        send: (packet) => {
          if (packet.apiFunc === 'iorpcUnbind') throw new Error('no way')
        },
        options: { callTimeout: 1 },
      })
      await refusing.it.remote.f().catch(() => {})
      expect(refusing.events().filter(([name]) => name === 'dropped')).toEqual([
        [
          'dropped',
          {
            reason: 'iorpcUnbind could not be sent: no way',
            packet: [expect.any(Number) as unknown],
          },
        ],
      ])
    })
  })

  test.each([
    ['the call fails to leave', 'failed'],
    ['the call times out', 'failed'],
    ['the call settles, with releaseOnSettle', 'settled'],
    ['the limit is reached', 'trimmed'],
    ['the other side gives it up', 'unbound'],
  ] as const)('a function is released once when %s: %s', async (how, reason) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const released = vi.fn<NonNullable<PairObserver['released']>>()
    const send = vi.fn<(packet: Packet) => void>()
    const { it, receive } = scripted({
      send,
      observer: { released },
      options: {
        ...(how === 'the call times out' && { callTimeout: 1 }),
        ...(reason === 'settled' && { releaseOnSettle: true }),
        ...(reason === 'trimmed' && { maxPendingResponses: 1 }),
      },
    })
    if (how === 'the call fails to leave')
      send.mockImplementationOnce(() => {
        throw new Error('no way')
      })
    const call: Promise<unknown> = it.remote.f(() => 1)
    const settled = call.catch(() => {})
    const packet = send.mock.calls[0]?.[0]
    const id = packet?.args[0]
    if (reason === 'settled')
      receive({ apiFunc: String(packet?.cbId), cbId: false, args: [1], argsTransform: [] })
    if (reason === 'trimmed') it.remote.noWait.g(() => 2)
    if (reason === 'unbound') {
      const unbind = { apiFunc: 'iorpcUnbind', cbId: false, args: [id], argsTransform: [] }
      receive(unbind)
      receive(unbind)
      it.rejectAll()
    }
    await settled
    expect(released.mock.calls).toEqual([[{ side: 'own', id, reason }]])
    warn.mockRestore()
  })

  test('every event that throws is contained', async () => {
    const fail = () => {
      throw new Error('mine')
    }
    const observer: PairObserver = {
      bound: fail,
      called: fail,
      released: fail,
      callStarted: fail,
      callSettled: fail,
      dropped: fail,
    }
    const { A, B } = connect({ observer }, { observer, local })
    await A.remote.run(() => 1)
    await expect(A.remote.nope()).rejects.toMatchObject({ code: 'IORPC_NO_FUNCTION' })
    await settle()
    expect([A.pending(), B.pending()]).toEqual([0, 0])
  })

  test('changes no packet', async () => {
    const plain = connect({}, { local })
    await plain.A.remote.run(() => 1)
    const watched = connect({ observer: recorder().observer }, { observer: recorder().observer, local })
    await watched.A.remote.run(() => 1)
    const shape = (packets: typeof plain.packets) =>
      packets.map(({ from, packet }) => [from, typeof packet.cbId])
    expect(shape(watched.packets)).toEqual(shape(plain.packets))
  })
})
