import {
  IorpcProvider,
  useConnection,
  useRemote,
  useRemoteCall,
  useRemoteCallback,
  useRemoteSubscription,
  useRemoteValue,
} from '@iorpc/react'
import fc from 'fast-check'
import { pair, type Bindings, type Pair, type Remote } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode, Suspense, useEffect } from 'react'
import { expect, inject, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { canHide, Hideable } from './support/Hideable.js'
import { createWorkerApi, type WorkerApi } from './support/workerApi.js'

const CELLS = 4

type CellState = 'gone' | 'hidden' | 'visible'
const cellStates: CellState[] = canHide ? ['gone', 'hidden', 'visible'] : ['gone', 'visible']

/** What a cell can be told to do while it is mounted. */
type Act = 'keep' | 'keepCallback' | 'adder' | 'hang' | 'lend' | 'call' | 'callAgain' | 'fail'
type Step =
  | { kind: 'show'; cell: number; state: CellState }
  | { kind: 'act'; cell: number; act: Act }
  | { kind: 'reconnect' }
  | { kind: 'settle' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('show' as const),
      cell: fc.nat(CELLS - 1),
      state: fc.constantFrom(...cellStates),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      cell: fc.nat(CELLS - 1),
      act: fc.constantFrom<Act>('keep', 'keepCallback', 'adder', 'hang', 'lend', 'call', 'callAgain', 'fail'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reconnect' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'settle' as const }) },
)

/** Both sides of every connection that was opened. */
function network() {
  const pairs: Pick<Pair, 'bindings'>[] = []
  const connect = () => {
    const link = createLink()
    const far = pair({ ...link.b, local: createWorkerApi((): Bindings => far.bindings()) })
    link.b.onClose(() => far.close())
    pairs.push(far)
    return link.a
  }
  return { pairs, connect }
}

test('whatever is mounted, hidden, reconnected and called, in any order, nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { pairs, connect } = network()
      const acts = new Map<number, (act: Act) => void>()
      const near: { remote?: Remote<WorkerApi>; reconnect?: () => void } = {}

      function Cell({ index }: { index: number }) {
        const remote = useRemote<WorkerApi>()
        const onValue = useRemoteCallback((_given: unknown) => {}, { delivery: 'frame' })
        const { call } = useRemoteCall<WorkerApi['makeAdder']>('makeAdder')
        useRemoteSubscription((far: Remote<WorkerApi>, next: (n: number) => void) => far.watch(next), [])
        useRemoteValue<WorkerApi['makeAdder']>('makeAdder', [index])
        useEffect(() => {
          const quiet = (promise: Promise<unknown>) => void promise.catch(() => {})
          acts.set(index, (act) => {
            if (act === 'keep') quiet(remote.keep(() => {}))
            else if (act === 'keepCallback') quiet(remote.keep(onValue))
            else if (act === 'adder') quiet(remote.makeAdder(1))
            else if (act === 'hang') quiet(remote.hang())
            else if (act === 'lend') quiet(remote.lend(onValue))
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
          <IorpcProvider connect={connect}>
            <Reconnector />
            {cells.map((state, index) =>
              state === 'gone' ? null : (
                <Hideable key={index} mode={state}>
                  <Suspense>
                    <Cell index={index} />
                  </Suspense>
                </Hideable>
              ),
            )}
          </IorpcProvider>
        </StrictMode>
      )

      const cells = new Array<CellState>(CELLS).fill('gone')
      const screen = await render(app(cells))
      for (const given of steps) {
        if (given.kind === 'act') acts.get(given.cell)?.(given.act)
        else if (given.kind === 'reconnect') near.reconnect?.()
        else if (given.kind === 'settle') await new Promise((resolve) => setTimeout(resolve, 5))
        else {
          cells[given.cell] = given.state
          await screen.rerender(app([...cells]))
        }
      }
      await screen.rerender(app([]))
      await expect
        .poll(() => pairs.map((far) => far.bindings()), { timeout: 10_000 })
        .toEqual(pairs.map(() => ({ calls: 0, callbacks: 0 })))
      await screen.unmount()
    }),
    { numRuns: inject('randomRuns') },
  )
}, 120_000)
