import { createTap } from '@iorpc/tap'
import fc from 'fast-check'
import { pair, withOptions, type PairOptions, type RemoteFunction } from 'iorpc'
import { createLink, randomFaults } from 'iorpc/testing'
import { expect, it } from 'vitest'

type Callback = (n: number) => unknown

interface Api {
  echo(value: unknown): unknown
  later(value: unknown): Promise<unknown>
  fail(): void
  never(): Promise<void>
  keep(fn: Callback): void
  call(n: number): void
  drop(): void
  make(): Callback
}

function api() {
  let kept: RemoteFunction<Callback>[] = []
  return {
    echo: (value: unknown) => value,
    later: async (value: unknown) => value,
    fail() {
      throw new Error('as it should')
    },
    never: () => new Promise<void>(() => {}),
    keep: (fn: RemoteFunction<Callback>) => void kept.push(fn),
    call(n: number) {
      for (const fn of kept) fn(n).catch(() => {})
    },
    drop() {
      for (const fn of kept) fn.unbind()
      kept = []
    },
    make: () => (n: number) => n,
  }
}

const steps = [
  'echo',
  'later',
  'fail',
  'never',
  'keep',
  'call',
  'drop',
  'make',
  'abort',
  'release',
  'unbind',
  'noWait',
  'rejectAll',
  'turn',
] as const

const program = fc.record({
  steps: fc.array(fc.tuple(fc.constantFrom(...steps), fc.boolean()), { maxLength: 40 }),
  faults: fc.record({
    seed: fc.nat(),
    drop: fc.constantFrom(0, 0, 0.1),
    duplicate: fc.constantFrom(0, 0, 0.1),
    reorder: fc.constantFrom(0, 0, 0.2),
  }),
  options: fc.record({
    allowNestedFunctions: fc.boolean(),
    taggedPackets: fc.boolean(),
    maxPendingResponses: fc.constantFrom(3, 10_000),
    releaseOnSettle: fc.boolean(),
  }),
})

it(
  'a tap agrees with its pair after any program, whatever goes wrong on the way',
  { timeout: 120_000 },
  async () => {
    const warn = console.warn
    console.warn = () => {}
    await fc.assert(
      fc.asyncProperty(program, async ({ steps, faults, options }) => {
        const link = createLink(randomFaults(faults))
        const near = side(link.a, options)
        const far = side(link.b, options)
        const agree = async () => {
          // A rejection is told in the promise reaction in which its error is made.
          for (let reaction = 0; reaction < 10; reaction++) await undefined
          near.agrees()
          far.agrees()
        }
        for (const [step, isNear] of steps) {
          await agree()
          if (step === 'turn') await link.settled()
          else (isNear ? near : far).run(step)
        }
        await link.settled()
        await agree()
        near.end()
        far.end()
        await link.settled()
        await agree()
      }),
      { numRuns: 400 },
    )
    console.warn = warn
  },
)

function side(end: Parameters<ReturnType<typeof createTap>['wrap']>[0], options: PairOptions) {
  const tap = createTap({ name: 'agreement', stacks: false })
  const local = api()
  const client = pair<Api>({ ...tap.wrap(end), local, options })
  const { remote } = client
  const fns: Callback[] = [(n) => n, (n) => () => n]
  const made: RemoteFunction<Callback>[] = []
  const quiet = (call: Promise<unknown>) => void call.catch(() => {})
  const actions: Record<Exclude<(typeof steps)[number], 'turn'>, () => void> = {
    echo: () => quiet(remote.echo(1)),
    later: () => quiet(remote.later('x')),
    fail: () => quiet(remote.fail()),
    never: () => quiet(remote.never()),
    keep: () => fns.forEach((fn) => quiet(remote.keep(fn))),
    call: () => quiet(remote.call(1)),
    drop: () => quiet(remote.drop()),
    make: () => quiet(remote.make().then((fn) => made.push(fn as never))),
    abort() {
      const controller = new AbortController()
      quiet(withOptions(remote, { signal: controller.signal }).never())
      controller.abort()
    },
    release: () => client.release(fns[0] as Callback),
    unbind: () => made.pop()?.unbind(),
    noWait: () => remote.noWait.keep(fns[1] as Callback),
    rejectAll: () => client.rejectAll(),
  }
  return {
    run: (step: Exclude<(typeof steps)[number], 'turn'>) => actions[step](),
    end: () => client.close(),
    agrees() {
      const { calls, callbacks } = tap.store.getState().counts
      expect({ calls, callbacks }).toEqual(client.bindings())
    },
  }
}
