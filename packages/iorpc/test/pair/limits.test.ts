import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Id } from 'iorpc'
import { scripted, settle } from '../support/connect.js'

const warn = vi.spyOn(console, 'warn')
const report = vi.spyOn(console, 'error')
beforeEach(() => {
  warn.mockReset().mockReturnValue()
  report.mockReset().mockReturnValue()
})
afterAll(() => {
  warn.mockRestore()
  report.mockRestore()
})

const reply = (id: unknown, ...args: unknown[]) => ({
  apiFunc: String(id),
  cbId: false,
  args,
  argsTransform: [],
})

describe('maxPendingResponses', () => {
  test('the oldest call is trimmed and rejects', async () => {
    const { it } = scripted({ options: { maxPendingResponses: 2 } })
    const calls = [it.remote.a(), it.remote.b(), it.remote.c()]
    await expect(calls[0]).rejects.toMatchObject({ name: 'IorpcError', code: 'IORPC_TRIMMED' })
    expect(it.pending()).toBe(2)
    it.rejectAll()
    await Promise.allSettled(calls)
  })

  test('it warns once', () => {
    const { it } = scripted({ options: { maxPendingResponses: 1 } })
    for (let i = 0; i < 5; i++) it.remote.noWait.f(() => 1)
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[0]).toContain('maxPendingResponses')
  })

  test('onTrim gets the ids that went', () => {
    const trimmed: Id[] = []
    const { it, take } = scripted({
      options: { maxPendingResponses: 2, onTrim: (ids: Id[]) => trimmed.push(...ids) },
    })
    it.remote.noWait.f(() => 1)
    it.remote.noWait.f(() => 1)
    it.remote.noWait.f(
      () => 1,
      () => 2,
    )
    const ids = take().flatMap((packet) => packet.args)
    expect(trimmed).toEqual(ids.slice(0, 2))
    expect(it.bindings()).toEqual({ calls: 0, callbacks: 2 })
  })

  test('an onTrim that throws changes nothing', async () => {
    const { it, take, receive } = scripted({
      options: {
        maxPendingResponses: 1,
        onTrim: () => {
          throw new Error('mine')
        },
      },
    })
    it.remote.noWait.f(() => 1)
    const call = it.remote.g()
    receive(reply(take()[1]?.cbId, 'answered'))
    expect(await call).toBe('answered')
    expect(report).toHaveBeenCalledTimes(1)
  })

  test('a late call of a trimmed callback is told that there is none', () => {
    const { it, take, receive } = scripted({ options: { maxPendingResponses: 1 } })
    it.remote.noWait.f(() => 1)
    it.remote.noWait.f(() => 2)
    const id = take()[0]?.args[0]
    receive({ apiFunc: String(id), cbId: 5, args: [], argsTransform: [] })
    expect(take()).toMatchObject([
      {
        apiFunc: 'iorpcThrowError',
        args: [5, expect.stringContaining('IORPC_NO_CALLBACK'), expect.anything()],
      },
    ])
  })

  test('a callback that is called counts as used', () => {
    const { it, take, receive } = scripted({ options: { maxPendingResponses: 2 } })
    const first = vi.fn<() => void>()
    it.remote.noWait.f(first)
    it.remote.noWait.f(() => 1)
    const id = String(take()[0]?.args[0])
    receive({ ...reply(id), args: [] })
    it.remote.noWait.f(() => 1)
    receive({ ...reply(id), args: [] })
    expect(first).toHaveBeenCalledTimes(2)
  })

  test('acknowledgements count', () => {
    const { it, receive } = scripted({ options: { maxPendingResponses: 3 }, local: { get: () => () => 1 } })
    for (let id = 1; id < 10; id++) receive({ apiFunc: 'get', cbId: id, args: [], argsTransform: [] })
    expect(it.pending()).toBe(3)
  })

  test('calls of the other side that never end do not fill the memory', async () => {
    const { it, take, receive } = scripted({
      options: { maxPendingResponses: 10 },
      local: { never: () => new Promise(() => {}), add: (a: number, b: number) => a + b },
    })
    for (let id = 1; id < 1000; id++) receive({ apiFunc: 'never', cbId: id, args: [], argsTransform: [] })
    receive({ apiFunc: 'add', cbId: 5000, args: [1, 2], argsTransform: [] })
    await settle()
    expect(take()).toMatchObject([{ apiFunc: '5000', args: [3] }])
    expect(it.pending()).toBe(0)
  })

  test('the late answer of a trimmed call is dropped, and its functions are given back', () => {
    const { it, take, receive } = scripted({ options: { maxPendingResponses: 1 } })
    it.remote.get().catch(() => {})
    it.remote.get().catch(() => {})
    const id = take()[0]?.cbId
    receive({ apiFunc: String(id), cbId: 4444, args: [77], argsTransform: [0] })
    expect(take().map((packet) => [packet.apiFunc, ...packet.args])).toEqual([
      ['iorpcUnbind', 77],
      ['iorpcUnbind', 4444],
    ])
  })

  test.each([10, Infinity])(
    'what was released is remembered for a while, with a limit of %s',
    (maxPendingResponses) => {
      const { it, take, receive } = scripted({ options: { maxPendingResponses } })
      const releaseOne = () => {
        const fn = () => 1
        it.remote.noWait.f(fn)
        it.release(fn)
        return take()[0]?.args[0]
      }
      const isRemembered = (id: unknown) => {
        receive({ apiFunc: String(id), cbId: 1, args: [], argsTransform: [] })
        return take()[0]?.apiFunc !== 'iorpcThrowError'
      }
      const first = releaseOne()
      for (let i = 1; i < 1034; i++) releaseOne()
      expect(isRemembered(first)).toBe(true)
      for (let i = 0; i < 200_000; i++) releaseOne()
      expect(isRemembered(first)).toBe(false)
    },
  )

  test('onTrim may make calls: what these evict it is told the next time', async () => {
    const told: Id[][] = []
    const { it, take } = scripted({
      options: {
        maxPendingResponses: 3,
        onTrim: (ids) => {
          told.push(ids)
          it.remote.report(ids).catch(() => {})
        },
      },
    })
    const makeCalls = (count: number) => {
      for (let made = 0; made < count; made++) it.remote.f().catch(() => {})
      return take().map((packet) => packet.cbId)
    }
    const [first, second, third] = makeCalls(4)
    expect(told).toEqual([[first]])
    makeCalls(1)
    expect(told).toEqual([[first], [second, third]])
    expect(it.pending()).toBe(3)
    it.rejectAll()
    await settle()
  })
})
