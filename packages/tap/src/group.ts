import { Growth } from './growth.js'
import { lazyList } from './lazyList.js'
import { shownName, type Binding } from './binding.js'
import type { Owner } from './owners.js'
import type { Origin } from './stacks.js'
import type { BindingGroup, BindingRecord, GroupSample, Site } from './types.js'
import { groupVerdicts, heaviest, reasonOf, type VerdictCounts } from './verdicts.js'
import type { Located } from './whereabouts.js'

const samplesKept = 120
const sampleInterval = 50

/** What bindings of one group have in common. */
export interface Place {
  readonly key: string
  readonly side: 'own' | 'held'
  readonly site: Site | undefined
  readonly name: string
  readonly method: string
  readonly path: string
  readonly owner: string | undefined
  /** The owner has announced itself; otherwise it is a guess. */
  readonly isDeclared: boolean
  readonly origin: Origin | undefined
}

/** Bindings made at one place. Its counts are kept up to date, so that a verdict never looks at the members. */
export class Group {
  readonly place: Place
  readonly members = new Set<Binding>()
  readonly growth = new Growth()
  total = 0
  leaks = 0
  orphans = 0
  duplicates = 0
  trimmed = 0
  /** Different functions among the members. */
  functions = 0
  mounts = 0
  unmounts = 0
  usedAt = 0
  /** Declared owners with live members, that are mounted. */
  readonly #owners = new Map<Owner, number>()
  /** The last one changes until its time is over. */
  #samples: { time: number; count: number; tick: GroupSample['tick'] }[] = []
  #shown: BindingGroup | undefined
  #shownAt: Located | undefined

  constructor(place: Place) {
    this.place = place
  }

  get key(): string {
    return this.place.key
  }

  /** Functions beyond one for each mounted owner: that many cannot all be wanted. */
  get excess(): number {
    return Math.max(0, this.functions - this.#owners.size)
  }

  get isGrowing(): boolean {
    return this.growth.isGrowing(this.excess)
  }

  add(binding: Binding): void {
    this.members.add(binding)
    this.total++
    this.usedAt = binding.createdAt
    const { owner } = binding
    if (owner?.record.declared && owner.record.unmountedAt === undefined) {
      this.#owners.set(owner, (this.#owners.get(owner) ?? 0) + 1)
    }
    this.#sample(binding.createdAt, undefined)
  }

  remove(binding: Binding, time: number): void {
    this.members.delete(binding)
    const count = binding.owner && this.#owners.get(binding.owner)
    if (binding.owner && count !== undefined) {
      if (count > 1) this.#owners.set(binding.owner, count - 1)
      else this.#owners.delete(binding.owner)
    }
    this.#sample(time, undefined)
  }

  called(time: number): void {
    this.usedAt = time
    this.touch()
  }

  /** Its owners were there before it. */
  begin(mounts: number, time: number): void {
    this.mounts = mounts
    this.#sample(time, 'mount')
  }

  /** An owner of this name has come or gone. */
  tick(kind: 'mount' | 'unmount', time: number): void {
    if (kind === 'mount') this.mounts++
    else this.unmounts++
    if (kind === 'mount') this.growth.endRound()
    this.#sample(time, kind)
  }

  /** Its bindings are no longer backed by a mounted owner. */
  ownerGone(owner: Owner): void {
    this.#owners.delete(owner)
    this.touch()
  }

  touch(): void {
    this.#shown = undefined
  }

  verdicts(time: number, idleAfter: number): VerdictCounts {
    const { leaks, orphans, isGrowing, duplicates, trimmed, usedAt } = this
    return groupVerdicts(
      { live: this.members.size, leaks, orphans, isGrowing, duplicates, trimmed, usedAt },
      time,
      idleAfter,
    )
  }

  /** The same object for as long as nothing has changed. */
  show(
    counts: VerdictCounts,
    idleAfter: number,
    located: Located | undefined,
    record: (binding: Binding) => BindingRecord,
  ): BindingGroup {
    const { origin: _, isDeclared, ...place } = this.place
    const owner = isDeclared ? place.owner : (located?.owner ?? place.owner)
    const verdict = heaviest(counts)
    const reason = reasonOf(verdict, counts, owner, idleAfter)
    if (this.#shown?.reason !== reason || this.#shownAt !== located) this.#shown = undefined
    this.#shownAt = located
    const [oldest] = this.members
    return (this.#shown ??= {
      ...place,
      name: shownName(place, located),
      site: located?.site ?? place.site,
      owner,
      count: this.members.size,
      total: this.total,
      mounts: this.mounts,
      unmounts: this.unmounts,
      verdict,
      reason,
      oldestAt: oldest?.createdAt,
      samples: this.#samples.map((sample) => ({ ...sample })),
      members: lazyList(this.members, record),
    })
  }

  clearTrace(): void {
    this.trimmed = 0
    this.#samples = []
    this.touch()
  }

  #sample(time: number, tick: 'mount' | 'unmount' | undefined): void {
    this.touch()
    const count = this.members.size
    const last = this.#samples.at(-1)
    if (last && tick === undefined && time - last.time < sampleInterval) {
      last.count = count
      return
    }
    // The whole life stays visible, ever more coarsely.
    if (this.#samples.length === samplesKept)
      this.#samples = this.#samples.filter((_, index) => index % 2 === 0)
    this.#samples.push({ time, count, tick })
  }
}
