import { describe, expect, test, vi } from 'vitest'
import type { PairObserver, RemoteFunction } from 'iorpc'
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
