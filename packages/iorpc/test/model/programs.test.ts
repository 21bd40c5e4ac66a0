import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pair, withOptions, type Packet, type PairOptions, type RemoteFunction } from 'iorpc'
import type { AnyPair } from '../support/connect.js'
import { channel, faultless, Schedule, type Fate } from './channel.js'
import { Model } from './model.js'

type Callback = RemoteFunction<(...args: unknown[]) => unknown>

/** What a called function does with its callback, and how it ends. */
const endings = ['value', 'function', 'throw', 'throwValue', 'never', 'uncloneable'] as const
const uses = ['ignore', 'call', 'callTwice', 'unbind', 'callAndUnbind', 'keep'] as const

type Step =
  | {
      do: 'call'
      side: 0 | 1
      use: (typeof uses)[number]
      ending: (typeof endings)[number]
      fn: number
      async: boolean
    }
  | { do: 'abort'; side: 0 | 1; use: (typeof uses)[number]; after: number }
  | {
      do: 'timeout'
      side: 0 | 1
      use: (typeof uses)[number]
      ending: (typeof endings)[number]
      timeout: number
    }
  | { do: 'wait'; milliseconds: number }
  | { do: 'noWait'; side: 0 | 1; fn: number }
  | { do: 'release'; side: 0 | 1; fn: number }
  | { do: 'unbindResult' | 'callResult' | 'callKept'; side: 0 | 1; nth: number }
  | { do: 'rejectAll'; side: 0 | 1 }
  | { do: 'run'; steps: number }

const side = fc.constantFrom(0 as const, 1 as const)
const fn = fc.nat({ max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      side,
      use: fc.constantFrom(...uses),
      ending: fc.constantFrom(...endings),
      fn,
      async: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('abort' as const),
      side,
      use: fc.constantFrom(...uses),
      after: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('timeout' as const),
      side,
      use: fc.constantFrom(...uses),
      ending: fc.constantFrom(...endings),
      timeout: fc.integer({ min: 1, max: 10 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), milliseconds: fc.nat({ max: 10 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('noWait' as const), side, fn }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), side, fn }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('unbindResult' as const, 'callResult' as const, 'callKept' as const),
      side,
      nth: fc.nat({ max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rejectAll' as const), side }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('run' as const), steps: fc.nat({ max: 12 }) }) },
)

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(faultless) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 2 }) },
)

const modes: Record<string, PairOptions> = {
  flat: {},
  nested: { allowNestedFunctions: true },
  tagged: { taggedPackets: true },
  'nested and tagged': { allowNestedFunctions: true, taggedPackets: true },
  scoped: { releaseOnSettle: true },
  impatient: { callTimeout: 5 },
}

// Programs decide when time passes; `setImmediate` stays real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const microtasks = () => new Promise((resolve) => setImmediate(resolve))

async function run(steps: Step[], fates: Fate[], options: PairOptions) {
  const schedule = new Schedule()
  let sent = 0
  const fateOf = () => fates[sent++ % fates.length] ?? faultless
  const wires = [channel(schedule, fateOf), channel(schedule, fateOf)] as const
  const kept: Callback[][] = [[], []]
  const results: Callback[][] = [[], []]
  const open = new Set<Promise<unknown>>()
  const outcomes: number[] = []

  const localOf = (me: 0 | 1) => ({
    perform(cb: Callback | undefined, use: string, ending: string, isAsync: boolean) {
      const end = () => {
        if (ending === 'throw') throw new Error('thrown')
        if (ending === 'throwValue') throw 'value'
        if (ending === 'never') return new Promise(() => {})
        if (ending === 'uncloneable') return { big: 1n }
        return ending === 'function' ? () => 1 : 1
      }
      const useIt = async () => {
        if (!cb) return
        if (use.startsWith('call')) void watch(cb(1, () => 2))
        if (use === 'callTwice') void watch(cb(2))
        if (use.toLowerCase().endsWith('unbind')) cb.unbind()
        if (use === 'keep') kept[me]?.push(cb)
      }
      void useIt()
      return isAsync ? Promise.resolve().then(end) : end()
    },
  })

  /** The function and the timeout that the program is passing right now, and the id of the call that it makes. */
  let passing: unknown
  let timeout: number | undefined
  let lastCall = ''

  const pairs = ([0, 1] as const).map((me) => {
    const model = new Model(options)
    const other = me === 0 ? 1 : 0
    const it: AnyPair = pair({
      send(packet) {
        const plain = JSON.parse(JSON.stringify(packet)) as Packet
        model.sent(plain, passing, timeout)
        lastCall = String(plain.cbId)
        wires[other].send(plain)
      },
      on: (handler) =>
        wires[me].on((packet) => {
          model.received(packet as Packet)
          handler(packet)
        }),
      local: localOf(me),
      options,
    })
    const fns = Array.from({ length: 4 }, (_, index) => () => index)
    return { it, model, fns }
  })

  /** Every waited call settles exactly once. */
  function watch(call: unknown) {
    const promise = call as Promise<unknown>
    const index = outcomes.push(0) - 1
    const count = () => {
      outcomes[index] = (outcomes[index] ?? 0) + 1
      open.delete(promise)
    }
    open.add(promise)
    promise.then(count, count)
    return promise
  }

  const check = () => {
    for (const { it, model } of pairs) {
      const { calls, callbacks } = it.bindings()
      expect(calls + callbacks).toBe(it.pending())
      expect({ calls, callbacks }).toEqual(model.bindings)
    }
  }

  for (const step of steps) {
    if (step.do === 'run') {
      for (let i = 0; i < step.steps && schedule.step(); i++) await microtasks()
      check()
      continue
    }
    if (step.do === 'wait') {
      for (const { model } of pairs) model.elapsed(step.milliseconds)
      vi.advanceTimersByTime(step.milliseconds)
      await microtasks()
      check()
      continue
    }
    const { it, fns, model } = pairs[step.side] as (typeof pairs)[number]
    const mine = results[step.side] as Callback[]
    if (step.do === 'call') {
      passing = fns[step.fn]
      const call = watch(it.remote.perform(fns[step.fn], step.use, step.ending, step.async))
      passing = undefined
      call.then(
        (value) => typeof value === 'function' && mine.push(value as Callback),
        () => {},
      )
    } else if (step.do === 'abort') {
      const controller = new AbortController()
      void watch(
        withOptions(it.remote, { signal: controller.signal }).perform(() => 1, step.use, 'never', true),
      )
      const callId = lastCall
      for (let i = 0; i < step.after && schedule.step(); i++) await microtasks()
      model.gaveUp(callId)
      controller.abort()
    } else if (step.do === 'timeout') {
      timeout = step.timeout
      void watch(withOptions(it.remote, { timeout }).perform(() => 1, step.use, step.ending, true))
      timeout = undefined
    } else if (step.do === 'noWait') {
      passing = fns[step.fn]
      it.remote.noWait.perform(fns[step.fn], 'keep', 'function', false)
      passing = undefined
    } else if (step.do === 'release') {
      model.released(fns[step.fn])
      it.release(fns[step.fn] as () => number)
    } else if (step.do === 'rejectAll') {
      model.closed()
      it.rejectAll()
    } else if (step.do === 'unbindResult') mine[step.nth]?.unbind()
    else {
      const target = (step.do === 'callResult' ? mine : kept[step.side])?.[step.nth]
      if (target) void watch(target())
    }
    await microtasks()
    check()
  }

  while (schedule.step()) await microtasks()
  check()
  // What the channel has lost never answers: the end of the transport settles it.
  for (const { it, model } of pairs) {
    model.closed()
    it.rejectAll()
  }
  await microtasks()
  await microtasks()
  check()
  expect(open.size).toBe(0)
  expect(outcomes.every((count) => count === 1)).toBe(true)
  expect(pairs.map(({ it }) => it.pending())).toEqual([0, 0])
  expect(vi.getTimerCount()).toBe(0)
}

test.each(Object.entries(modes))(
  'random programs over a faulty channel: %s',
  async (_name, options) => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', note)
    const prototypes = JSON.stringify(
      [Object.prototype, Array.prototype, Function.prototype].map(Object.getOwnPropertyNames),
    )
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 25 }),
          fc.array(fate, { minLength: 1, maxLength: 10 }),
          async (steps, fates) => {
            await run(steps, fates, options)
            expect(unhandled).toEqual([])
          },
        ),
        { numRuns: Number(process.env.PROGRAMS ?? 500), verbose: 1 },
      )
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(
      JSON.stringify([Object.prototype, Array.prototype, Function.prototype].map(Object.getOwnPropertyNames)),
    ).toBe(prototypes)
  },
  120_000,
)
