import type { Binding } from './binding.js'
import { Group, type Place } from './group.js'
import type { LedgerView } from './ledger.js'
import { siteOf } from './stacks.js'
import type { BindingGroup, BindingRecord, Verdict } from './types.js'
import { order, type VerdictCounts } from './verdicts.js'
import type { Whereabouts } from './whereabouts.js'

const groupsKept = 2000

/** All groups of a ledger, by key. */
export class Groups {
  readonly #groups = new Map<string, Group>()
  #last: Group | undefined
  /** Owners that are mounted, by name: how many, and since when the latest. A group begins with them. */
  readonly #mounted = new Map<string, { count: number; at: number }>()
  /** Groups that had no room. */
  #refused = 0

  /** The group of what is made at a place. */
  at(place: Omit<Place, 'key' | 'site'>): Group {
    const { side, origin, owner = '', method, path } = place
    // In a flood it is the same place again and again.
    const last = this.#last
    if (
      last?.place.origin === origin &&
      last?.place.method === method &&
      last.place.path === path &&
      last.place.owner === place.owner &&
      last.place.side === side
    ) {
      return last
    }
    const site = origin && siteOf(origin)
    const where = site ? `${site.file}:${site.line}:${site.column}` : ''
    const key = [side, where, owner, method, path].join('|')
    const known = this.#groups.get(key)
    if (known) return (this.#last = known)
    // Names come from the other side too: a hostile one must not fill the memory.
    if (this.#groups.size >= groupsKept && !this.#forgetEmpty()) return this.#rest(side)
    return (this.#last = this.#add({ ...place, site, key }))
  }

  /** An owner of this name has come or gone. */
  tick(owner: string, kind: 'mount' | 'unmount', time: number): void {
    const { count, at } = this.#mounted.get(owner) ?? { count: 0, at: time }
    if (kind === 'mount') this.#mounted.set(owner, { count: count + 1, at: time })
    else if (count > 1) this.#mounted.set(owner, { count: count - 1, at })
    else this.#mounted.delete(owner)
    for (const group of this.#groups.values()) if (group.place.owner === owner) group.tick(kind, time)
  }

  /** The heaviest verdict first, then the largest group. */
  view(
    time: number,
    idleAfter: number,
    whereabouts: Whereabouts,
    record: (binding: Binding) => BindingRecord,
  ): LedgerView {
    const verdicts: VerdictCounts = { LEAK: 0, ORPHAN: 0, GROWING: 0, DUPLICATE: 0, TRIMMED: 0, IDLE: 0 }
    const groups: BindingGroup[] = []
    for (const group of this.#groups.values()) {
      if (group.members.size === 0 && group.trimmed === 0) continue
      const counts = group.verdicts(time, idleAfter)
      for (const verdict of order) verdicts[verdict] += counts[verdict]
      groups.push(group.show(counts, idleAfter, whereabouts.of(group.place.origin), record))
    }
    groups.sort((a, b) => weightOf(a.verdict) - weightOf(b.verdict) || b.count - a.count)
    return { groups, verdicts }
  }

  /** Forgets what is over. */
  clear(): void {
    this.#last = undefined
    for (const [key, group] of this.#groups) {
      group.clearTrace()
      if (group.members.size === 0) this.#groups.delete(key)
    }
  }

  /** The group of all that have no room for one of their own. */
  #rest(side: 'own' | 'held'): Group {
    const key = `${side}|rest`
    const nowhere = {
      site: undefined,
      origin: undefined,
      method: '',
      path: '',
      owner: undefined,
      isDeclared: false,
    }
    return this.#groups.get(key) ?? this.#add({ key, side, name: 'others', ...nowhere })
  }

  #add(place: Place): Group {
    const group = new Group(place)
    const mounted = place.owner === undefined ? undefined : this.#mounted.get(place.owner)
    if (mounted) group.begin(mounted.count, mounted.at)
    this.#groups.set(place.key, group)
    return group
  }

  /** Now and then: looking costs as much as there are groups. */
  #forgetEmpty(): boolean {
    if (this.#refused++ % groupsKept !== 0) return false
    this.#last = undefined
    for (const [key, group] of this.#groups) if (group.members.size === 0) this.#groups.delete(key)
    return this.#groups.size < groupsKept
  }
}

function weightOf(verdict: Verdict | undefined): number {
  return verdict === undefined ? order.length : order.indexOf(verdict)
}
