import type {
  BindingGroup,
  BindingRecord,
  CallRecord,
  DropRecord,
  List,
  Log,
  PacketRecord,
  TapState,
} from './types.js'

/** Part of a log: what has been added or has changed since an earlier snapshot. */
export interface LogPart<T> {
  firstSeq: number
  total: number
  /** In the order of their numbers. */
  items: (readonly [seq: number, item: T])[]
}

/** A group, with the keys of its members. */
type GroupPart = Omit<BindingGroup, 'members'> & { members: string[] }

/** A state as plain data, for `JSON` and `structuredClone`. */
export interface Snapshot extends Omit<
  TapState,
  'packets' | 'calls' | 'drops' | 'released' | 'bindings' | 'groups' | 'waiting'
> {
  packets: LogPart<PacketRecord>
  calls: LogPart<CallRecord>
  drops: LogPart<DropRecord>
  released: LogPart<BindingRecord>
  bindings: BindingRecord[]
  groups: GroupPart[]
}

/** Live bindings, and members of a group, that a snapshot has; counts stay those of all. */
const bindingsShown = 2000
const membersShown = 200

/** Makes snapshots, each with what the one before did not have. */
export function createSnapshots(): (state: TapState) => Snapshot {
  const packets = partsOf<PacketRecord>()
  const calls = partsOf<CallRecord>()
  const drops = partsOf<DropRecord>()
  const released = partsOf<BindingRecord>()
  return (state) => {
    const { waiting: _, ...shown } = state
    const bindings = new Map(take(state.bindings, bindingsShown).map((binding) => [binding.key, binding]))
    const groups = state.groups.map((group) => {
      const members = take(group.members, membersShown)
      for (const member of members) bindings.set(member.key, member)
      return { ...group, members: members.map((member) => member.key) }
    })
    return {
      ...shown,
      packets: packets(state.packets),
      calls: calls(state.calls),
      drops: drops(state.drops),
      released: released(state.released),
      bindings: [...bindings.values()],
      groups,
    }
  }
}

/**
 * Items change as long as they are not over; those that were sent before they were are looked at again. When one that is
 * over has become another, callbacks have got names, and all are sent anew.
 */
function partsOf<T extends object>(): (log: Log<T>) => LogPart<T> {
  let sent = 0
  let open = new Map<number, T>()
  let over: [seq: number, item: T] | undefined
  return (log) => {
    const overNow = over && log.get(over[0])
    if (overNow && overNow !== over?.[1]) sent = 0
    const items: [number, T][] = []
    const stillOpen = new Map<number, T>()
    const look = (seq: number, before: T | undefined) => {
      const item = log.get(seq)
      if (!item) return
      if (item !== before) items.push([seq, item])
      if ('settledAt' in item && item.settledAt === undefined) stillOpen.set(seq, item)
      else over = [seq, item]
    }
    for (const [seq, item] of open) look(seq, item)
    for (let seq = Math.max(sent, log.firstSeq); seq < log.total; seq++) look(seq, undefined)
    sent = log.total
    open = stillOpen
    return { firstSeq: log.firstSeq, total: log.total, items }
  }
}

function take<T>(list: List<T>, most: number): T[] {
  const items: T[] = []
  for (let index = 0; index < Math.min(list.length, most); index++) {
    const item = list.at(index)
    if (item !== undefined) items.push(item)
  }
  return items
}
