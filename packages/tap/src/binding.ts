import type { Id, ReleaseReason } from 'iorpc'
import { siteOf, stackText, type Origin } from './stacks.js'
import type { BindingRecord, OwnerRecord, Verdict } from './types.js'
import type { Located } from './whereabouts.js'
import type { FunctionUse } from './functionUses.js'
import type { Group } from './group.js'
import type { Owner } from './owners.js'

/** What does not change during the life of a binding. */
interface MadeBinding extends Pick<
  BindingRecord,
  'epoch' | 'side' | 'id' | 'name' | 'method' | 'callId' | 'path' | 'createdAt'
> {
  readonly origin: Origin | undefined
  readonly owner: Owner | undefined
  readonly group: Group
}

/** A binding as the ledger keeps it. What others see of it is `record()`. */
export class Binding {
  readonly made: MadeBinding
  calls = 0
  lastCalledAt: number | undefined
  releasedAt: number | undefined
  releaseReason: ReleaseReason | 'collected' | undefined
  /** Its owner was unmounted, and had time to release it. */
  isLeak = false
  /** Its connection is over, or the other side does not have it. */
  isOrphan = false
  /** Told by the observer; absent where only packets tell. */
  use: FunctionUse | undefined
  /** A function of the other side, to be unbound from here. */
  held: WeakRef<object> | undefined
  #record: BindingRecord | undefined
  #shownAt: Located | undefined

  constructor(made: MadeBinding) {
    this.made = made
  }

  get key(): string {
    const { epoch, side, id } = this.made
    return `${epoch}:${side}:${id}`
  }

  get side(): 'own' | 'held' {
    return this.made.side
  }

  get id(): Id {
    return this.made.id
  }

  get name(): string {
    return this.made.name
  }

  get owner(): Owner | undefined {
    return this.made.owner
  }

  get group(): Group {
    return this.made.group
  }

  get createdAt(): number {
    return this.made.createdAt
  }

  /** What is shown has changed. */
  touch(): void {
    this.#record = undefined
  }

  /**
   * The same object for as long as nothing has changed.
   *
   * @param owner its own, or one that has been found out
   */
  record(
    verdict: Verdict | undefined,
    owner: OwnerRecord | undefined,
    located: Located | undefined,
  ): BindingRecord {
    if (this.#record?.verdict !== verdict || this.#shownAt !== located) this.#record = undefined
    this.#shownAt = located
    const { origin, ...made } = this.made
    return (this.#record ??= {
      ...made,
      name: shownName(made, located),
      site: located?.site ?? (origin && siteOf(origin)),
      stack: located?.stack ?? (origin && stackText(origin.frames)),
      key: this.key,
      owner,
      group: this.group.key,
      calls: this.calls,
      lastCalledAt: this.lastCalledAt,
      heldBy:
        this.side === 'own'
          ? `the other side, passed to ${this.made.method}`
          : `this side, received from ${this.made.method}`,
      releasedAt: this.releasedAt,
      releaseReason: this.releaseReason,
      verdict,
    })
  }
}

/** What a function is called that has no name: by its place. */
export function placeName(method: string, path: string): string {
  const last = path.slice(path.lastIndexOf('.') + 1)
  return /^\d+$/.test(last) ? `${method}:${path}` : last
}

/** The name under which a function without a name was passed, once that is known. */
export function shownName(
  { name, method, path }: Pick<BindingRecord, 'name' | 'method' | 'path'>,
  located: Located | undefined,
): string {
  return name === `${method}:${path}` ? (located?.passed[Number(path)] ?? name) : name
}
