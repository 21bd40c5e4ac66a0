import { Ring, logOf } from './ring.js'
import type { LogPart, Snapshot } from './snapshot.js'
import type { BindingRecord, CallRecord, DropRecord, List, Log, PacketRecord, TapState } from './types.js'

/** As much as anybody sends: the original decides how much it keeps. */
const kept = 1_000_000

/** Puts states together again from snapshots. */
export function createMirror(): (snapshot: Snapshot) => TapState {
  const packets = new MirroredLog<PacketRecord>()
  const calls = new MirroredLog<CallRecord>()
  const drops = new MirroredLog<DropRecord>()
  const released = new MirroredLog<BindingRecord>()
  return (snapshot) => {
    const bindings = new Map(snapshot.bindings.map((binding) => [binding.key, binding]))
    const groups = snapshot.groups.map((group) => ({
      ...group,
      members: listOf(group.members, (key) => bindings.get(key)),
    }))
    const callLog = calls.take(snapshot.calls)
    return {
      ...snapshot,
      packets: packets.take(snapshot.packets),
      calls: callLog,
      drops: drops.take(snapshot.drops),
      released: released.take(snapshot.released),
      bindings: listOf(snapshot.bindings, (binding) => binding),
      groups,
      waiting: waitingOf(callLog),
    }
  }
}

/** A state of a connection of which nothing is known but its name. */
export function emptyState(name: string): TapState {
  const log = <T>(): Log<T> => logOf(new Ring<T>(1), (item) => item)
  return {
    name,
    status: 'idle',
    closeReason: undefined,
    epoch: 0,
    paused: false,
    observed: false,
    time: 0,
    counts: {
      calls: 0,
      callbacks: 0,
      held: 0,
      packetsIn: 0,
      packetsOut: 0,
      bytesIn: 0,
      bytesOut: 0,
      dropped: 0,
    },
    history: [],
    packets: log(),
    calls: log(),
    waiting: [],
    bindings: log(),
    released: log(),
    groups: [],
    verdicts: { LEAK: 0, ORPHAN: 0, GROWING: 0, DUPLICATE: 0, TRIMMED: 0, IDLE: 0 },
    transfers: [],
    drops: log(),
  }
}

class MirroredLog<T extends object> {
  readonly #ring = new Ring<T>(kept)
  #log: Log<T> | undefined

  take({ firstSeq, total, items }: LogPart<T>): Log<T> {
    const ring = this.#ring
    if (firstSeq > ring.total || total < ring.total) ring.clear(firstSeq)
    for (const [seq, item] of items) {
      if (seq < ring.total) ring.replace(seq, item)
      else if (seq === ring.total) ring.push(item)
      else {
        ring.clear(seq)
        ring.push(item)
      }
    }
    if (ring.firstSeq < firstSeq) ring.forgetBefore(firstSeq)
    if (this.#log?.version !== ring.version) this.#log = logOf(ring, (item) => item)
    return this.#log ?? logOf(ring, (item) => item)
  }
}

function listOf<T, U>(items: readonly T[], show: (item: T) => U | undefined): List<U> {
  return {
    length: items.length,
    at(index) {
      const item = index >= 0 ? items[index] : undefined
      return item === undefined ? undefined : show(item)
    },
  }
}

function waitingOf(calls: Log<CallRecord>): readonly CallRecord[] {
  const waiting: CallRecord[] = []
  for (let index = 0; index < calls.length && waiting.length < 1000; index++) {
    const call = calls.at(index)
    if (call && call.id !== false && call.outcome === undefined) waiting.push(call)
  }
  return waiting
}
