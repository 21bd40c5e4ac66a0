import type { BindingEvent, Id, ReleaseReason } from 'iorpc'
import { Binding, type FunctionUse } from './binding.js'
import { Budget } from './budget.js'
import { Group, type Place } from './group.js'
import type { Owner, Owners } from './owners.js'
import { keyOf } from './packet.js'
import { Ring } from './ring.js'
import { captureOrigin, type Origin } from './stacks.js'
import type { BindingGroup, BindingRecord, Verdict } from './types.js'
import { bindingVerdict, duplicatesFrom, leakGrace, order, type VerdictCounts } from './verdicts.js'

const releasedKept = 500
const groupsKept = 2000

/** The bindings of one epoch by id. */
export interface BindingTable {
  readonly epoch: number
  readonly own: Map<Id, Binding>
  readonly held: Map<Id, Binding>
}

/** A binding that begins. `fn` is known to the observer only. */
export interface NewBinding extends Omit<BindingEvent, 'fn'> {
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
  /** Grows with every change. */
  version = 0
  readonly #groups = new Map<string, Group>()
  /** Groups that had no room. */
  #refused = 0
  readonly #uses = new WeakMap<object, FunctionUse>()
  /** A stack costs microseconds: a flood of callbacks must not stop the page. */
  readonly #budget = new Budget(1000, 500)
  readonly #lastOrigins = new Map<string, Origin>()
  /** Bindings that will be found guilty unless they go in time, in the order of time. */
  #suspects: { binding: Binding; at: number; charge: 'leak' | 'orphan' }[] = []

  constructor(owners: Owners, idleAfter: number, stacks: boolean) {
    this.owners = owners
    this.idleAfter = idleAfter
    this.stacks = stacks
  }

  add(table: BindingTable, event: NewBinding, time: number): Binding {
    const { side, id, method, callId, path } = event
    const map = table[side]
    const known = map.get(keyOf(id))
    if (known) this.#remove(known, time)
    const origin = side === 'own' && this.stacks ? this.#origin(event, time) : undefined
    const owner = event.owner ?? this.#guessOwner(origin, time)
    const name = nameOf(event)
    const group = this.#groupOf(event, name, origin, owner?.record.name)
    const binding = new Binding({
      key: `${table.epoch}:${side}:${id}`,
      epoch: table.epoch,
      side,
      id,
      name,
      method,
      callId,
      path,
      site: origin?.site,
      stack: origin?.stack,
      owner,
      group,
      createdAt: time,
    })
    map.set(keyOf(id), binding)
    this.live.add(binding)
    group.growth.created(time, group.excess)
    this.#use(binding, event.fn)
    group.add(binding)
    if (owner?.record.declared) {
      owner.bindings.add(binding)
      if (owner.record.unmountedAt !== undefined) this.#suspect(binding, time, 'leak')
    }
    this.version++
    return binding
  }

  called(binding: Binding, time: number): void {
    binding.calls++
    binding.lastCalledAt = time
    binding.touch()
    binding.group.called(time)
    this.version++
  }

  release(table: BindingTable, side: 'own' | 'held', id: Id, reason: ReleaseReason, time: number): void {
    const binding = table[side].get(keyOf(id))
    if (!binding) return
    table[side].delete(keyOf(id))
    this.#end(binding, reason, time)
  }

  /** The epoch has ended and nobody tells more about it. */
  releaseAll(table: BindingTable, time: number): void {
    for (const side of ['own', 'held'] as const) {
      for (const binding of table[side].values()) this.#end(binding, 'closed', time)
      table[side].clear()
    }
  }

  /** Takes back what was recorded by mistake, as if it had never been. */
  forgetAll(table: BindingTable, time: number): void {
    for (const side of ['own', 'held'] as const) {
      for (const binding of table[side].values()) this.#remove(binding, time)
      table[side].clear()
    }
  }

  /** The connection is over; what stays bound has nobody to call it. */
  orphanAll(table: BindingTable, time: number): void {
    for (const binding of [...table.own.values(), ...table.held.values()])
      this.#suspect(binding, time, 'orphan')
  }

  mount(name: string, time: number): Owner {
    this.#tick(name, 'mount', time)
    return this.owners.mount(name, time)
  }

  unmount(owner: Owner, time: number): void {
    if (owner.record.unmountedAt !== undefined) return
    owner.record = { ...owner.record, unmountedAt: time }
    for (const binding of owner.bindings) {
      binding.touch()
      binding.group.ownerGone(owner)
      this.#suspect(binding, time, 'leak')
    }
    this.#tick(owner.record.name, 'unmount', time)
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
      if (binding.releasedAt !== undefined || !this.live.has(binding)) continue
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
    if (judged > 0) {
      this.#suspects = this.#suspects.slice(judged)
      this.version++
    }
  }

  view(time: number): LedgerView {
    const verdicts: VerdictCounts = { LEAK: 0, ORPHAN: 0, GROWING: 0, DUPLICATE: 0, TRIMMED: 0, IDLE: 0 }
    const groups: BindingGroup[] = []
    const record = (binding: Binding) => this.record(binding, time)
    for (const group of this.#groups.values()) {
      if (group.members.size === 0 && group.trimmed === 0) continue
      const counts = group.verdicts(time, this.idleAfter)
      for (const verdict of order) verdicts[verdict] += counts[verdict]
      groups.push(group.show(counts, this.idleAfter, record))
    }
    groups.sort((a, b) => weightOf(a.verdict) - weightOf(b.verdict) || b.count - a.count)
    return { groups, verdicts }
  }

  record(binding: Binding, time: number): BindingRecord {
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
    )
  }

  /** Forgets what is over. */
  clear(): void {
    this.released.clear()
    for (const [key, group] of this.#groups) {
      group.clearTrace()
      if (group.members.size === 0) this.#groups.delete(key)
    }
    this.version++
  }

  #end(binding: Binding, reason: ReleaseReason, time: number): void {
    this.#remove(binding, time)
    binding.releasedAt = time
    binding.releaseReason = reason
    binding.held = undefined
    binding.touch()
    if (reason === 'trimmed') binding.group.trimmed++
    this.released.push(binding)
  }

  #remove(binding: Binding, time: number): void {
    const { group, use } = binding
    this.live.delete(binding)
    binding.owner?.bindings.delete(binding)
    if (binding.isLeak) group.leaks--
    if (binding.isOrphan) group.orphans--
    if (use) {
      use.live--
      if (use.live === duplicatesFrom - 1) use.group.duplicates -= duplicatesFrom
      else if (use.live >= duplicatesFrom) use.group.duplicates--
      if (use.live === 0) use.group.functions--
    } else {
      group.functions--
    }
    group.remove(binding, time)
    this.version++
  }

  /** Counts how often one function is bound. */
  #use(binding: Binding, fn: BindingEvent['fn'] | undefined): void {
    const { group } = binding
    if (binding.side === 'held' || fn === undefined) {
      group.functions++
      if (fn && binding.side === 'held') binding.held = new WeakRef(fn)
      return
    }
    const use = this.#uses.get(fn) ?? { live: 0, group }
    this.#uses.set(fn, use)
    binding.use = use
    use.live++
    if (use.live === 1) {
      use.group = group
      group.functions++
    }
    if (use.live === duplicatesFrom) use.group.duplicates += duplicatesFrom
    else if (use.live > duplicatesFrom) use.group.duplicates++
  }

  #suspect(binding: Binding, at: number, charge: 'leak' | 'orphan'): void {
    this.#suspects.push({ binding, at, charge })
    this.version++
  }

  /** In a flood, what is bound for the same argument is taken to be made at the same place as the last one. */
  #origin({ method, path, owner }: NewBinding, time: number): Origin | undefined {
    const key = `${owner?.record.name ?? ''}|${method}|${path}`
    if (!this.#budget.take(time)) return this.#lastOrigins.get(key)
    const origin = captureOrigin()
    if (this.#lastOrigins.size >= groupsKept) this.#lastOrigins.clear()
    this.#lastOrigins.set(key, origin)
    return origin
  }

  #guessOwner(origin: Origin | undefined, time: number): Owner | undefined {
    return origin?.component === undefined ? undefined : this.owners.guess(origin.component, time)
  }

  #groupOf(event: NewBinding, name: string, origin: Origin | undefined, owner: string | undefined): Group {
    const { side, method, path } = event
    const site = origin?.site
    const where = site ? `${site.file}:${site.line}:${site.column}` : ''
    const key = [side, where, owner ?? '', method, path].join('|')
    const known = this.#groups.get(key)
    if (known) return known
    // Names come from the other side too: a hostile one must not fill the memory.
    if (this.#groups.size >= groupsKept && !this.#forgetEmptyGroups()) return this.#rest(side)
    const place: Place = { key, side, site, name, method, path, owner }
    const group = new Group(place)
    this.#groups.set(key, group)
    return group
  }

  /** The group of all that have no room for one of their own. */
  #rest(side: 'own' | 'held'): Group {
    const key = `${side}|rest`
    const place: Place = {
      key,
      side,
      site: undefined,
      name: 'others',
      method: '',
      path: '',
      owner: undefined,
    }
    const group = this.#groups.get(key) ?? new Group(place)
    this.#groups.set(key, group)
    return group
  }

  /** Now and then: looking costs as much as there are groups. */
  #forgetEmptyGroups(): boolean {
    if (this.#refused++ % groupsKept !== 0) return false
    for (const [key, group] of this.#groups) if (group.members.size === 0) this.#groups.delete(key)
    return this.#groups.size < groupsKept
  }

  #tick(owner: string, kind: 'mount' | 'unmount', time: number): void {
    for (const group of this.#groups.values()) if (group.place.owner === owner) group.tick(kind, time)
    this.version++
  }
}

/** Functions of the other side have no name here. */
function nameOf({ side, fn, method, path }: NewBinding): string {
  const name: unknown = side === 'own' && fn && Object.getOwnPropertyDescriptor(fn, 'name')?.value
  if (typeof name === 'string' && name !== '') return name.slice(0, 120)
  const last = path.slice(path.lastIndexOf('.') + 1)
  return /^\d+$/.test(last) ? `${method}:${path}` : last
}

function weightOf(verdict: Verdict | undefined): number {
  return verdict === undefined ? order.length : order.indexOf(verdict)
}
