import {
  IorpcProvider,
  useConnection,
  useRemote,
  useRemoteCall,
  useRemoteCallback,
  useRemoteSubscription,
  useRemoteValue,
} from '@iorpc/react'
import { createTap, type TapState } from '@iorpc/tap'
import fc from 'fast-check'
import { pair, type Remote, type RemoteFunction } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { Activity, StrictMode, Suspense, useEffect } from 'react'
import { afterEach, expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

type Notify = RemoteFunction<(value: number) => void>

/** What the other side does with what it gets: keeps it, gives functions back, never answers, tells numbers. */
function createApi() {
  const kept: Notify[] = []
  return {
    keep(fn: Notify) {
      kept.push(fn)
      void fn(kept.length).catch(() => {})
    },
    makeAdder: (a: number) => (b: number) => a + b,
    hang: () => new Promise<void>(() => {}),
    fail(message: string): never {
      throw new Error(message)
    },
    watch(onNumber: Notify) {
      const timer = setInterval(() => void onNumber(1).catch(() => clearInterval(timer)), 5)
      return () => clearInterval(timer)
    },
  }
}
type Api = ReturnType<typeof createApi>

const cellCount = 3
type CellState = 'gone' | 'hidden' | 'visible'
type Act = 'keep' | 'keepCallback' | 'adder' | 'hang' | 'call' | 'fail'
type Step =
  | { kind: 'show'; cell: number; state: CellState }
  | { kind: 'act'; cell: number; act: Act }
  | { kind: 'reconnect' }
  | { kind: 'wait' }

const cell = fc.nat(cellCount - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('show' as const),
      cell,
      state: fc.constantFrom<CellState>('gone', 'hidden', 'visible'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      cell,
      act: fc.constantFrom<Act>('keep', 'keepCallback', 'adder', 'hang', 'call', 'fail'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reconnect' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
)

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Longer than an owner has to release what it has bound. */
const grace = 300

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function startApp() {
  const tap = createTap({ name: 'components' })
  /** Leaks in any state that was ever shown. */
  const leaks: string[] = []
  const look = ({ groups }: TapState) => {
    for (const { verdict, name, owner, reason } of groups) {
      if (verdict === 'LEAK') leaks.push(`${name} of ${owner}: ${reason}`)
    }
  }
  disposals.push(tap.store.subscribe(look), () => tap.dispose())
  const connect = () => {
    const link = createLink()
    const far = pair({ ...link.b, local: createApi() })
    link.b.onClose(() => far.close())
    return link.a
  }
  const acts = new Map<number, (act: Act) => void>()
  const near: { reconnect?: () => void } = {}

  function Cell({ index }: { index: number }) {
    const remote = useRemote<Api>()
    const onValue = useRemoteCallback(() => {}, { delivery: 'frame' })
    const { call } = useRemoteCall<Api['makeAdder']>('makeAdder')
    useRemoteSubscription((far: Remote<Api>, next: (n: number) => void) => far.watch(next), [])
    useRemoteValue<Api['makeAdder']>('makeAdder', [index])
    useEffect(() => {
      const quiet = (promise: Promise<unknown>) => void promise.catch(() => {})
      // Sent while it mounts, and again when it is shown again.
      quiet(remote.keep(onValue))
      acts.set(index, (act) => {
        if (act === 'keep') quiet(remote.keep(() => {}))
        else if (act === 'keepCallback') quiet(remote.keep(onValue))
        else if (act === 'adder') quiet(remote.makeAdder(1))
        else if (act === 'hang') quiet(remote.hang())
        else if (act === 'fail') quiet(remote.fail('no'))
        else quiet(call(1))
      })
      return () => void acts.delete(index)
    }, [index, remote, onValue, call])
    return null
  }
  function Reconnector() {
    const { reconnect } = useConnection()
    useEffect(() => {
      near.reconnect = reconnect
    }, [reconnect])
    return null
  }
  const app = (cells: CellState[]) => (
    <StrictMode>
      <IorpcProvider connect={connect} tap={tap}>
        <Reconnector />
        {cells.map((state, index) =>
          state === 'gone' ? null : (
            <Activity key={index} mode={state}>
              <Suspense>
                <Cell index={index} />
              </Suspense>
            </Activity>
          ),
        )}
      </IorpcProvider>
    </StrictMode>
  )
  return { tap, leaks, look, acts, near, app }
}

test('components that use the hooks never seem to leak, whatever happens to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { tap, leaks, look, acts, near, app } = startApp()
      const cells = new Array<CellState>(cellCount).fill('gone')
      const screen = await render(app(cells))
      for (const given of steps) {
        if (given.kind === 'act') acts.get(given.cell)?.(given.act)
        else if (given.kind === 'reconnect') near.reconnect?.()
        else if (given.kind === 'wait') await wait(20)
        else {
          cells[given.cell] = given.state
          await screen.rerender(app([...cells]))
        }
      }
      await wait(grace)
      tap.resume()
      look(tap.store.getState())
      expect(leaks).toEqual([])

      await screen.rerender(app([]))
      await wait(grace)
      tap.resume()
      look(tap.store.getState())
      expect(leaks).toEqual([])
      await expect
        .poll(() => tap.store.getState().counts, { timeout: 10_000 })
        .toMatchObject({ calls: 0, callbacks: 0 })
      await screen.unmount()
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('one that binds past the hook is found among those that do not', async () => {
  const { tap, leaks, app } = startApp()
  const screen = await render(app(['visible', 'visible', 'visible']))
  const owner = tap.mount({ name: 'Forgetful' })
  const link = createLink()
  const { remote } = pair<Api>(tap.wrap(link.a))
  pair({ ...link.b, local: createApi() })
  void owner.run(() => remote.keep(() => {}))
  await screen.rerender(app([]))
  owner.unmount()
  await expect.poll(() => leaks, { timeout: 10_000 }).not.toEqual([])
  expect(new Set(leaks)).toEqual(
    new Set(['keep:0 of Forgetful: 1 binding lives on after Forgetful was unmounted']),
  )
})
