import { findClock, now } from './clock.js'
import { Connection } from './connection.js'
import { currentContext, isDevelopment } from './context.js'
import { createControls } from './controls.js'
import { Faulty } from './faults.js'
import { Ledger } from './ledger.js'
import { idsOf, isOtherEnd } from './otherSide.js'
import { Owners } from './owners.js'
import { showInPerformancePanel } from './performanceTrack.js'
import { Publisher } from './publisher.js'
import { Recorder } from './recorder.js'
import { newTapId, register, unregister } from './registry.js'
import { addSide } from './sides.js'
import { originOf } from './stacks.js'
import { createStateMaker } from './state.js'
import { Transfers } from './transfers.js'
import type { Tap, TapOptions } from './types.js'

/** While something ages a state is made anew so often, in milliseconds. */
const agesEvery = 500

/**
 * Records one connection: its packets, calls, bindings and transfers. What it keeps is bounded, and no value of the
 * application is kept unless asked for.
 *
 * @param options `name` of the connection; `maxPackets` (default 5000) and `maxBytes` (default 16 MiB) bound what is
 *   kept; `redact` replaces arguments; `stacks` records where bindings are made (default: unless in production)
 * @throws RangeError when `maxPackets` is less than 1
 *
 * @example
 * const tap = createTap({ name: 'image worker' })
 * const { remote } = pair<WorkerApi>(tap.wrap(workerTransport(worker)))
 * tap.store.subscribe((state) => console.log(state.counts.callbacks))
 */
export function createTap(options: TapOptions): Tap {
  const { name, stacks = isDevelopment, idleAfter = 30_000, traceCalls = false } = options
  findClock()
  const owners = new Owners()
  const ledger = new Ledger(owners, idleAfter, stacks)
  const recorder = new Recorder(ledger, options)
  const transfers = new Transfers()
  const connection = new Connection(recorder, transfers, new Faulty())
  const ages = () =>
    ledger.live.size > 0 || ledger.hasSuspects || transfers.hasActive ? agesEvery : Infinity
  const publisher = new Publisher(createStateMaker(name, connection), ages)
  recorder.onChange = ledger.onChange = () => publisher.touch()

  const tap: Tap = {
    id: newTapId(),
    name,
    context: currentContext(),
    mirrored: false,
    store: publisher.store,
    controls: createControls(connection),

    wrap: (transport) => connection.wrap(transport),
    wrapBin: (transport) => connection.wrapBin(transport),

    mount({ name: given, stack }) {
      const origin = stack === undefined ? undefined : originOf(stack)
      const owner = ledger.mount(given ?? origin?.component ?? 'anonymous', now(), origin)
      publisher.touch()
      return {
        run: (work) => owners.run(owner, work),
        unmount() {
          ledger.unmount(owner, now())
          publisher.touch()
        },
      }
    },

    pause() {
      recorder.packets.paused = true
      publisher.touch()
    },
    resume() {
      recorder.packets.paused = false
      publisher.touch()
    },
    clear() {
      recorder.clear()
      transfers.clear()
    },
    payload: (seq) => recorder.packets.packets.payload(seq),

    traceCalls(on) {
      recorder.onSettle = on ? (call) => showInPerformancePanel(name, call) : undefined
    },

    dispose() {
      if (connection.isDisposed) return
      connection.isDisposed = true
      publisher.stop()
      unregister(tap)
    },
  }
  addSide(tap, {
    ids: () => idsOf(recorder.epoch, recorder.calls),
    compare(other) {
      const { epoch, calls } = recorder
      if (!epoch.isOver && isOtherEnd(epoch, calls, other)) ledger.compare(epoch, other)
    },
  })
  tap.traceCalls(traceCalls)
  register(tap)
  return tap
}
