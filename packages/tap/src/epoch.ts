import type { Id, Transport } from 'iorpc'
import type { Binding } from './binding.js'
import type { BindingTable } from './ledger.js'
import type { Call } from './call.js'
import type { Owner } from './owners.js'
import { type CarriedFunction, keyOf } from './packet.js'
import { RecentIds } from './recentIds.js'

/** One life of the connection, from `wrap` or a reconnect until its transport closes: what is pending in it. */
export class Epoch implements BindingTable {
  readonly epoch: number
  readonly transport: Transport | undefined
  /** Calls that wait for their answer, by id, those made here and those of the other side. */
  readonly waiting = { out: new Map<Id, Call>(), in: new Map<Id, Call>() }
  readonly own = new Map<Id, Binding>()
  readonly held = new Map<Id, Binding>()
  /** Functions that were released here, and calls that were given up here: packets for them may be on their way. */
  readonly givenUp = new RecentIds()
  /** Taps of the other side, by their ids. */
  readonly otherEnds = new Set<string>()
  /** The pair tells its observer about this epoch. */
  observed = false
  isOver = false
  /** Packets carry `kind`. */
  isTagged = false
  /** Waiting calls that were made by hand. */
  manual = 0
  /** Ids are text that is no number: a name has to be looked up as an id, too. */
  hasTextIds = false
  /** Bytes are counted by `wrapBin`, chunks by `onProgress` of the transport. */
  hasBytes = false
  hasProgress = false
  /** When the latest packet has arrived. */
  arrivedAt = 0
  /** The functions of the packet that the pair is reading, and in whose name they arrive. */
  arriving: { functions: readonly CarriedFunction[]; owner: Owner | undefined } | undefined

  constructor(epoch: number, transport: Transport | undefined) {
    this.epoch = epoch
    this.transport = transport
  }

  /** Calls that the pair waits for. */
  get calls(): number {
    return this.waiting.out.size - this.manual
  }

  /** The function that is called by a name or by the id of a callback. */
  nameOf(method: string): string {
    const key = keyOf(method)
    if (typeof key !== 'number' && !this.hasTextIds) return method
    const binding = this.own.get(key) ?? this.held.get(key)
    if (binding) return binding.name
    return typeof key === 'number' ? 'callback' : method
  }
}
