import type { BindingEvent, DropEvent, Id, ReleaseEvent, SettleEvent } from 'iorpc'
import { Call } from './call.js'
import { CallLog } from './callLog.js'
import { now } from './clock.js'
import { Epoch } from './epoch.js'
import { History } from './history.js'
import type { Ledger } from './ledger.js'
import { Meaning, readMeaning } from './meaning.js'
import { type CarriedFunction, functionsOf, keyOf, readPacket, subjectOf, type ReadPacket } from './packet.js'
import type { Owner } from './owners.js'
import { PacketLog } from './packetLog.js'
import { dehydrateOne } from './preview.js'
import { Ring } from './ring.js'
import type { CallOutcome, Direction, DropRecord, TapOptions } from './types.js'

const dropsKept = 500
/** Nobody knows when a pair that tells nothing forgets what it has; nor when the other side does. */
const mostUnobserved = 200_000
const spareKept = 2000
const none: readonly never[] = []

/** Reads packets as they pass, listens to the pair, and keeps the books. Nothing here throws into the transport. */
export class Recorder {
  readonly ledger: Ledger
  readonly packets: PacketLog
  readonly calls: CallLog
  readonly drops = new Ring<DropRecord>(dropsKept)
  readonly history = new History()
  epoch = new Epoch(0, undefined)
  readonly #spare: Call[] = []
  packetsIn = 0
  packetsOut = 0
  bytesIn = 0
  bytesOut = 0
  /** Packets for what this side had given up while they were on their way. */
  late = 0
  /** Told of every change. */
  onChange: () => void = () => {}
  /** Told of every life of the connection that is over. */
  onEnd: (epoch: Epoch) => void = () => {}
  /** Told of every settled call. */
  onSettle: ((call: Call) => void) | undefined

  constructor(ledger: Ledger, options: TapOptions) {
    this.ledger = ledger
    this.packets = new PacketLog(options)
    this.calls = new CallLog(options.maxPackets ?? 5000)
    ledger.onRename = () => {
      this.packets.packets.rename()
      this.calls.rename()
    }
  }

  /** Begins a life of the connection; the one before is over. */
  begin(epoch: Epoch): void {
    this.end(this.epoch)
    this.epoch = epoch
    this.changed(now())
  }

  /** Settles what nobody will answer. An observed pair tells its own part. */
  end(epoch: Epoch): void {
    if (epoch.isOver) return
    epoch.isOver = true
    const time = now()
    for (const call of [...epoch.waiting.out.values(), ...epoch.waiting.in.values()]) {
      if (decides(epoch, call)) this.#settle(epoch, call, 'closed', time)
    }
    if (epoch.observed) this.ledger.orphanAll(epoch, time)
    else this.ledger.releaseAll(epoch, time)
    this.onEnd(epoch)
    this.changed(time)
  }

  /** @returns undoes it, for a packet that could not be sent; only what packets alone tell needs that */
  passed(epoch: Epoch, direction: Direction, raw: unknown): (() => void) | undefined {
    const time = now()
    if (direction === 'in') {
      this.packetsIn++
      epoch.arrivedAt = time
    } else this.packetsOut++
    try {
      const packet = readPacket(raw)
      if (packet) return this.#passed(epoch, direction, packet, time)
    } catch {
      // A proxy, or an accessor, that throws: it is shown as far as it can be read.
    }
    const meaning = new Meaning('other', '', '', false)
    this.packets.add(epoch.epoch, direction, time, meaning, [raw], none, none)
    if (!epoch.observed) this.drop(epoch, 'it is no packet', raw)
    this.changed(time)
    return undefined
  }

  bound(epoch: Epoch, event: BindingEvent): void {
    this.observed(epoch)
    const { side, id, fn, callId } = event
    const arriving = side === 'held' ? epoch.arriving : undefined
    const time = arriving ? epoch.arrivedAt : now()
    const path = arriving?.functions.find((carried) => carried.id === id)?.path ?? event.path
    const owner = arriving ? arriving.owner : this.ledger.owners.current
    this.ledger.add(epoch, { side, id, fn, method: epoch.nameOf(event.method), callId, path, owner }, time)
    this.#limitHeld(epoch, time)
    this.changed(time)
  }

  released(epoch: Epoch, { side, id, reason }: ReleaseEvent): void {
    this.observed(epoch)
    // A packet of the other side has just given it up.
    const isTold = side === 'own' && reason === 'unbound'
    const time = isTold ? epoch.arrivedAt : now()
    if (side === 'own' && !isTold) epoch.givenUp.add(id)
    this.ledger.release(epoch, side, id, reason, time)
    this.changed(time)
  }

  settled(epoch: Epoch, event: SettleEvent): void {
    if (event.direction === 'in' || event.id === false) return
    this.observed(epoch)
    const call = epoch.waiting.out.get(keyOf(event.id))
    if (!call) return
    // The reply has just passed, or there is none.
    const time = Number.isNaN(call.settledAt) ? now() : call.settledAt
    if (event.outcome === 'resolved') this.#settle(epoch, call, 'resolved', time)
    else this.#settle(epoch, call, outcomeOf(epoch, call, event.error), time, textOf(event.error))
    this.changed(time)
  }

  dropped(epoch: Epoch, { reason, packet }: DropEvent): void {
    this.observed(epoch)
    if (!isLate(epoch, packet)) return this.drop(epoch, reason, packet)
    this.late++
    this.changed(now())
  }

  /** Notes a packet that comes to nothing. */
  drop(epoch: Epoch, reason: string, packet: unknown): void {
    const time = now()
    const { total } = this.drops
    this.drops.push({ seq: total, time, epoch: epoch.epoch, reason, preview: dehydrateOne(packet) })
    this.changed(time)
  }

  clear(): void {
    this.packets.packets.clear()
    this.calls.clear()
    this.drops.clear()
    this.history.clear()
    this.ledger.clear()
    this.changed(now())
  }

  changed(time: number): void {
    this.history.record(time, this.epoch.calls, this.epoch.own.size)
    this.onChange()
  }

  countBytes(direction: Direction, bytes: number): void {
    if (direction === 'in') this.bytesIn += bytes
    else this.bytesOut += bytes
  }

  /** From now on the pair tells what is bound; what its first packets seemed to bind it did not accept. */
  observed(epoch: Epoch): void {
    if (epoch.observed) return
    epoch.observed = true
    this.ledger.forgetAll(epoch, now())
  }

  #passed(epoch: Epoch, direction: Direction, packet: ReadPacket, time: number): (() => void) | undefined {
    const { args, transform, cbId } = packet
    if (packet.kind) epoch.isTagged = true
    const functions = functionsOf(packet)
    if (direction === 'out' && epoch.observed) nameAll(epoch, functions)
    const meaning = readMeaning(epoch, direction, packet)
    const seq = this.packets.add(epoch.epoch, direction, time, meaning, args, transform, functions)
    if (!epoch.hasBytes) this.countBytes(direction, this.packets.lastSize)
    const giver = (meaning.call ?? meaning.binding)?.owner
    this.#conclude(epoch, direction, time, meaning, seq)
    const isBegun = this.#begin(epoch, direction, time, meaning, cbId, seq)
    if (functions.length > 0) this.#carry(epoch, direction, time, meaning, functions, giver)
    this.changed(time)
    if (epoch.observed || direction === 'in' || (!isBegun && functions.length === 0)) return undefined
    return () => this.#undo(epoch, cbId, functions)
  }

  /** What the packet ends or uses. */
  #conclude(
    epoch: Epoch,
    direction: Direction,
    time: number,
    { kind, call, outcome, binding, error }: Meaning,
    seq: number | undefined,
  ): void {
    if (call && outcome) {
      call.answered(time, seq, kind === 'unbind')
      if (decides(epoch, call)) this.#settle(epoch, call, outcome, time, error)
    }
    if (!binding) return
    if (kind === 'callback') this.ledger.called(binding, time)
    else if (!epoch.observed) {
      this.ledger.release(epoch, direction === 'in' ? 'own' : 'held', binding.id, 'unbound', time)
    }
  }

  /** A call begins, or with a reply that has a `cbId` the wait for its acknowledgement. @returns whether anybody waits */
  #begin(
    epoch: Epoch,
    direction: Direction,
    time: number,
    { kind, name, id, binding }: Meaning,
    cbId: Call['id'],
    seq: number | undefined,
  ): boolean {
    const isCall = kind === 'call' || kind === 'callback'
    if (!isCall && (kind !== 'reply' || cbId === false)) return false
    const isCallback = kind === 'callback'
    const call = this.#spare.pop() ?? new Call()
    call.begin(epoch.epoch, direction, isCallback ? 'callback' : 'call', name, cbId, time, seq)
    if (isCallback) call.bindingId = id
    call.binding = binding
    // What is called from the other side runs in the name of who gave it away.
    call.owner = direction === 'out' ? this.ledger.owners.current : binding?.owner
    call.isAcknowledgement = !isCall
    if (isCall && !this.packets.paused) this.calls.add(call)
    if (cbId === false) {
      this.#reuse(call)
      return false
    }
    const waiting = epoch.waiting[direction]
    const key = keyOf(cbId)
    if (typeof key !== 'number') epoch.hasTextIds = true
    waiting.set(key, call)
    if (decides(epoch, call) && waiting.size > mostUnobserved) forgetOldest(waiting)
    return true
  }

  /** The packet carries functions. An observed pair tells about them itself, right after a packet that arrives. */
  #carry(
    epoch: Epoch,
    direction: Direction,
    time: number,
    { kind, name, callId }: Meaning,
    functions: readonly CarriedFunction[],
    giver: Owner | undefined,
  ): void {
    if (direction === 'in') epoch.arriving = { functions, owner: giver }
    const side = direction === 'out' ? 'own' : 'held'
    const owner = giver ?? (direction === 'out' ? this.ledger.owners.current : undefined)
    for (const { id, path } of functions) {
      if (typeof keyOf(id) !== 'number') epoch.hasTextIds = true
      if (epoch.observed) continue
      this.ledger.add(epoch, { side, id, method: name || kind, callId, path, owner }, time)
      const [oldest] = epoch.own.size > mostUnobserved ? epoch.own.values() : none
      if (oldest) this.ledger.release(epoch, 'own', oldest.id, 'trimmed', time)
      this.#limitHeld(epoch, time)
    }
  }

  /** The owner of a held function may release it without a word. */
  #limitHeld(epoch: Epoch, time: number): void {
    const [oldest] = epoch.held.size > mostUnobserved ? epoch.held.values() : none
    if (oldest) this.ledger.forget(epoch, oldest, time)
  }

  #undo(epoch: Epoch, cbId: Id | false, functions: readonly CarriedFunction[]): void {
    const time = now()
    const call = cbId === false ? undefined : epoch.waiting.out.get(keyOf(cbId))
    if (call) this.#settle(epoch, call, 'failed', time)
    if (!epoch.observed) for (const { id } of functions) this.ledger.release(epoch, 'own', id, 'failed', time)
    this.changed(time)
  }

  #settle(epoch: Epoch, call: Call, outcome: CallOutcome, time: number, error?: string): void {
    if (call.id !== false) epoch.waiting[call.direction].delete(keyOf(call.id))
    if (call.isManual) epoch.manual--
    if (call.id !== false && call.direction === 'out' && outcome !== 'resolved' && outcome !== 'rejected') {
      epoch.givenUp.add(call.id)
    }
    call.settle(outcome, time, error)
    this.calls.settled(call)
    if (!call.isAcknowledgement) this.onSettle?.(call)
    this.#reuse(call)
  }

  #reuse(call: Call): void {
    if (this.#spare.length < spareKept) this.#spare.push(call)
  }
}

/** The pair has told of them before. Functions of the other side have no names. */
function nameAll(epoch: Epoch, functions: readonly CarriedFunction[]): void {
  for (const carried of functions) carried.binding = epoch.own.get(keyOf(carried.id))
}

/** Whether packets have the last word about a call: not about one of an observed pair, which knows better. */
function decides(epoch: Epoch, call: Call): boolean {
  return !epoch.observed || call.direction === 'in' || call.isAcknowledgement || call.isManual
}

/** Nobody waits for it any more, which is no fault of anybody. */
function isLate(epoch: Epoch, raw: unknown): boolean {
  try {
    const packet = readPacket(raw)
    const id = packet && subjectOf(packet)
    return id !== undefined && epoch.givenUp.has(id)
  } catch {
    return false
  }
}

function forgetOldest(waiting: Map<unknown, Call>): void {
  const [oldest] = waiting.keys()
  waiting.delete(oldest)
}

const outcomes: Record<string, CallOutcome> = {
  IORPC_TIMEOUT: 'timeout',
  IORPC_TRIMMED: 'trimmed',
  IORPC_CLOSED: 'closed',
  IORPC_SEND_FAILED: 'failed',
}

function outcomeOf(epoch: Epoch, call: Call, error: unknown): CallOutcome {
  const { code } = Object(error) as { code?: unknown }
  const known = typeof code === 'string' ? outcomes[code] : undefined
  if (known) return known
  if (epoch.isOver) return 'closed'
  return call.isGivenUp ? 'aborted' : 'rejected'
}

function textOf(error: unknown): string {
  try {
    return (error instanceof Error ? error.message : String(error)).slice(0, 300)
  } catch {
    return 'an error that cannot be read'
  }
}
