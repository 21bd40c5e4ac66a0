import type { Binding } from './binding.js'
import type { Call } from './call.js'
import type { CallLog } from './callLog.js'
import { now } from './clock.js'
import type { Connection } from './connection.js'
import { lazyList } from './lazyList.js'
import { logOf, type Ring } from './ring.js'
import type { PacketColumns } from './packetColumns.js'
import type { CallRecord, Log, TapState } from './types.js'

const waitingShown = 1000

/** Makes states, and keeps the parts of the last one that have not changed. */
export function createStateMaker(name: string, connection: Connection): () => TapState {
  const { recorder, transfers } = connection
  const { ledger } = recorder
  const packets = cached((columns: PacketColumns) => logOf(columns, (record) => record))
  const calls = cached((log: CallLog) => logOf(log, (record) => record))
  const released = cached((ring: Ring<Binding>) => logOf(ring, (binding) => ledger.record(binding, now())))
  const drops = cached((ring: typeof recorder.drops) => logOf(ring, (record) => record))
  let history = { version: -1, samples: recorder.history.samples() }

  return () => {
    const time = now()
    ledger.judge(time)
    const { epoch } = recorder
    if (history.version !== recorder.history.version) {
      history = { version: recorder.history.version, samples: recorder.history.samples() }
    }
    return {
      name,
      status: connection.status,
      closeReason: connection.closeReason,
      epoch: epoch.epoch,
      paused: recorder.packets.paused,
      observed: epoch.observed,
      time,
      counts: {
        calls: epoch.calls,
        callbacks: epoch.own.size,
        held: epoch.held.size,
        packetsIn: recorder.packetsIn,
        packetsOut: recorder.packetsOut,
        bytesIn: recorder.bytesIn,
        bytesOut: recorder.bytesOut,
        dropped: recorder.drops.total,
        late: recorder.late,
      },
      history: history.samples,
      packets: packets(recorder.packets.packets),
      calls: calls(recorder.calls),
      waiting: waitingOf(epoch.waiting.out, epoch.waiting.in),
      bindings: lazyList(ledger.live, (binding) => ledger.record(binding, time)),
      released: released(ledger.released),
      ...ledger.view(time),
      transfers: transfers.list(time),
      drops: drops(recorder.drops),
    }
  }
}

/** The same log for as long as its version is. */
function cached<R extends { version: number }, T>(make: (ring: R) => Log<T>): (ring: R) => Log<T> {
  let last: Log<T> | undefined
  return (ring) => (last?.version === ring.version ? last : (last = make(ring)))
}

function waitingOf(...maps: Map<unknown, Call>[]): readonly CallRecord[] {
  const calls: Call[] = []
  for (const map of maps) {
    let taken = 0
    for (const call of map.values()) {
      if (taken++ === waitingShown) break
      if (!call.isAcknowledgement) calls.push(call)
    }
  }
  calls.sort((a, b) => a.startedAt - b.startedAt)
  return calls.slice(0, waitingShown).map((call) => call.record())
}
