import type { BindingEvent, Id, ReleaseReason } from 'iorpc'
import { Binding, placeName } from './binding.js'
import { now } from './clock.js'
import { FunctionUses } from './functionUses.js'
import { Groups } from './groups.js'
import { Origins } from './origins.js'
import type { Owner, Owners } from './owners.js'
import type { OtherSide } from './otherSide.js'
import { keyOf } from './packet.js'
import { Ring } from './ring.js'
import type { Origin } from './stacks.js'
import type { BindingGroup, BindingRecord, OwnerRecord } from './types.js'
import { bindingVerdict, leakGrace, type VerdictCounts } from './verdicts.js'
import { Whereabouts, type Located } from './whereabouts.js'

const releasedKept = 500
const suspectsKept = 1000
/** Milliseconds until both sides must have heard of a binding. */
const sidesAgreeAfter = 2000

/** The bindings of one epoch by id. */
export interface BindingTable {
  readonly epoch: number
  readonly own: Map<Id, Binding>
  readonly held: Map<Id, Binding>
}

/** A binding that begins. `fn` is known to the observer only. */
interface NewBinding extends Omit<BindingEvent, 'fn'> {
  fn?: BindingEvent['fn']
  owner: Owner | undefined
}

/** What the ledger says at one moment. */
export interface LedgerView {
  groups: readonly BindingGroup[]
  verdicts: VerdictCounts
}

/** Who has bound what, since when, and whether it is still alive. */
export class Ledger {
  readonly owners: Owners
  readonly idleAfter: number
  readonly stacks: boolean
  readonly live = new Set<Binding>()
  readonly released = new Ring<Binding>(releasedKept)
  readonly #groups = new Groups()
  readonly #uses = new FunctionUses()
  readonly #origins = new Origins()
  readonly #whereabouts = new Whereabouts()
  /** Bindings that will be found guilty unless they go in time, in the order of time. */
  #suspects: { binding: Binding; at: number; charge: 'leak' | 'orphan' }[] = []

  #lastPlace = { method: '', path: '', name: placeName('', '') }

  /** Told when something has changed by itself. */
  onChange: () => void = () => {}
  /** Told when functions have got other names. */
  onRename: () => void = () => {}
  /** Functions of the other side that were dropped here without `unbind()`. Absent in production. */
  readonly #collected: FinalizationRegistry<[BindingTable, Binding]> | undefined

  constructor(owners: Owners, idleAfter: number, stacks: boolean) {
    this.owners = owners
    this.idleAfter = idleAfter
    this.stacks = stacks
    this.#whereabouts.onFound = (hasNames) => {
      if (hasNames) this.onRename()
      this.onChange()
    }
    if (!stacks) return
    this.#collected = new FinalizationRegistry(([table, binding]) => this.#collect(table, binding))
  }

  add(table: BindingTable, event: NewBinding, time: number): Binding {
    const { side, id, method, callId, path } = event
    const map = table[side]
    const known = map.get(keyOf(id))
    if (known) this.#remove(known, time)
    const origin = side === 'own' && this.stacks ? this.#originOf(event, time) : undefined
    const guessed = origin?.component
    const owner = event.owner ?? (guessed === undefined ? undefined : this.owners.guess(guessed, time))
    const name = this.#nameOf(event)
    const group = this.#groups.at({
      side,
      origin,
      name,
      method,
      path,
      owner: owner?.record.name,
      isDeclared: event.owner !== undefined,
    })
    const binding = new Binding({
      epoch: table.epoch,
      side,
      id,
      name,
      method,
      callId,
      path,
      origin,
      owner,
      group,
      createdAt: time,
    })
    map.set(keyOf(id), binding)
    this.live.add(binding)
    group.growth.created(time, group.excess)
    if (side === 'own') this.#uses.add(binding, event.fn)
    else this.#hold(table, binding, event.fn)
    group.add(binding)
    if (owner?.record.declared) {
      owner.bindings.add(binding)
      if (owner.record.unmountedAt !== undefined) this.#suspect(binding, time, 'leak')
    }
    return binding
  }

  called(binding: Binding, time: number): void {
    binding.calls++
    binding.lastCalledAt = time
    binding.touch()
    binding.group.called(time)
  }

  release(table: BindingTable, side: 'own' | 'held', id: Id, reason: ReleaseReason, time: number): void {
    const binding = table[side].get(keyOf(id))
    if (!binding) return
    table[side].delete(keyOf(id))
    this.#end(binding, reason, time)
  }

  /** The epoch has ended and nobody tells more about it. */
  releaseAll(table: BindingTable, time: number): void {
    this.#endAll(table, 'own', time)
    this.#endAll(table, 'held', time)
  }

  /** Drops a held binding that may be over long since. */
  forget(table: BindingTable, binding: Binding, time: number): void {
    table.held.delete(keyOf(binding.id))
    this.#remove(binding, time)
  }

  /** Takes back what was recorded by mistake, as if it had never been. */
  forgetAll(table: BindingTable, time: number): void {
    for (const side of ['own', 'held'] as const) {
      for (const binding of table[side].values()) this.#remove(binding, time)
      table[side].clear()
    }
  }

  /** The epoch has ended: what this side holds is gone with it, and what stays bound here has nobody to call it. */
  orphanAll(table: BindingTable, time: number): void {
    this.#endAll(table, 'held', time)
    for (const binding of table.own.values()) this.#suspect(binding, time, 'orphan')
  }

  /** Finds what only this side has, in spite of time enough to tell the other one. */
  compare(table: BindingTable, other: OtherSide): void {
    for (const [side, theirs] of [
      ['own', other.held],
      ['held', other.own],
    ] as const) {
      for (const [id, binding] of table[side]) {
        const isOrphan = binding.createdAt < other.time - sidesAgreeAfter && !theirs.has(id)
        if (binding.isOrphan === isOrphan) continue
        binding.isOrphan = isOrphan
        binding.group.orphans += isOrphan ? 1 : -1
        binding.touch()
        binding.group.touch()
      }
    }
    this.onChange()
  }

  mount(name: string, time: number, origin?: Origin): Owner {
    this.#groups.tick(name, 'mount', time)
    return this.owners.mount(name, time, origin)
  }

  unmount(owner: Owner, time: number): void {
    if (owner.record.unmountedAt !== undefined) return
    owner.record = { ...owner.record, unmountedAt: time }
    for (const binding of owner.bindings) {
      binding.touch()
      binding.group.ownerGone(owner)
      this.#suspect(binding, time, 'leak')
    }
    this.#groups.tick(owner.record.name, 'unmount', time)
  }

  /** Bindings that are charged, but still have time to go. */
  get hasSuspects(): boolean {
    return this.#suspects.length > 0
  }

  /** Finds guilty those whose time is over. */
  judge(time: number): void {
    let judged = 0
    for (const { binding, at, charge } of this.#suspects) {
      if (time - at < leakGrace) break
      judged++
      if (!this.live.has(binding)) continue
      if (charge === 'leak' && !binding.isLeak) {
        binding.isLeak = true
        binding.group.leaks++
      } else if (charge === 'orphan' && !binding.isOrphan) {
        binding.isOrphan = true
        binding.group.orphans++
      }
      binding.touch()
      binding.group.touch()
    }
    if (judged > 0) this.#suspects = this.#suspects.slice(judged)
  }

  view(time: number): LedgerView {
    return this.#groups.view(time, this.idleAfter, this.#whereabouts, (binding) => this.record(binding, time))
  }

  record(binding: Binding, time: number): BindingRecord {
    const located = this.#whereabouts.of(binding.origin)
    return binding.record(
      bindingVerdict(
        {
          isLive: binding.releasedAt === undefined,
          isLeak: binding.isLeak,
          isOrphan: binding.isOrphan,
          isGrowing: binding.group.isGrowing,
          sameFunction: binding.use?.live ?? 1,
          wasTrimmed: binding.releaseReason === 'trimmed',
          usedAt: binding.lastCalledAt ?? binding.createdAt,
        },
        time,
        this.idleAfter,
      ),
      this.#shownOwner(binding, located),
      located,
    )
  }

  /** Forgets what is over. */
  clear(): void {
    this.released.clear()
    this.#groups.clear()
  }

  /** Functions of the other side have no name here. */
  #nameOf({ side, fn, method, path }: NewBinding): string {
    const name: unknown = side === 'own' && fn && Object.getOwnPropertyDescriptor(fn, 'name')?.value
    if (typeof name === 'string' && name !== '') return name.slice(0, 120)
    // In a flood it is the same place again and again.
    const last = this.#lastPlace
    if (last.method === method && last.path === path) return last.name
    this.#lastPlace = { method, path, name: placeName(method, path) }
    return this.#lastPlace.name
  }

  /** What is sent later than it was called, or by nobody's code, is made where its owner uses the library. */
  #originOf({ owner, method, path }: NewBinding, time: number): Origin | undefined {
    const origin = this.#origins.capture(`${owner?.record.name ?? ''}|${method}|${path}`, time)
    return origin?.frames.length === 0 ? owner?.origin : origin
  }

  /** The code tells more than the stack, but nothing against an owner that has announced itself. */
  #shownOwner({ owner, createdAt }: Binding, located: Located | undefined): OwnerRecord | undefined {
    if (owner?.record.declared || located?.owner === undefined) return owner?.record
    return this.owners.guess(located.owner, createdAt).record
  }

  /** Nobody here can call it any more. Its owner may have released it, which no packet tells. */
  #collect(table: BindingTable, binding: Binding): void {
    const key = keyOf(binding.id)
    if (table.held.get(key) !== binding) return
    table.held.delete(key)
    this.#end(binding, 'collected', now())
    this.onChange()
  }

  #endAll(table: BindingTable, side: 'own' | 'held', time: number): void {
    for (const binding of table[side].values()) this.#end(binding, 'closed', time)
    table[side].clear()
  }

  #end(binding: Binding, reason: ReleaseReason | 'collected', time: number): void {
    this.#remove(binding, time)
    binding.releasedAt = time
    binding.releaseReason = reason
    binding.held = undefined
    binding.touch()
    if (reason === 'trimmed') binding.group.trimmed++
    this.released.push(binding)
  }

  #remove(binding: Binding, time: number): void {
    const { group } = binding
    this.live.delete(binding)
    if (binding.held) this.#collected?.unregister(binding)
    binding.owner?.bindings.delete(binding)
    if (binding.isLeak) group.leaks--
    if (binding.isOrphan) group.orphans--
    this.#uses.remove(binding)
    group.remove(binding, time)
  }

  /** A function of the other side: each is another one. */
  #hold(table: BindingTable, binding: Binding, fn: BindingEvent['fn'] | undefined): void {
    this.#uses.add(binding, undefined)
    if (fn === undefined) return
    binding.held = new WeakRef(fn)
    this.#collected?.register(fn, [table, binding], binding)
  }

  #suspect(binding: Binding, at: number, charge: 'leak' | 'orphan'): void {
    this.#suspects.push({ binding, at, charge })
    // Without anybody who looks they are judged when they become many.
    if (this.#suspects.length % suspectsKept === 0) this.judge(at)
  }
}
