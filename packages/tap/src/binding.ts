import type { Id, ReleaseReason } from 'iorpc'
import { siteOf, stackText, type Origin } from './stacks.js'
import type { BindingRecord, OwnerRecord, PassedTo, Verdict } from './types.js'
import { locationOf, type Located } from './whereabouts.js'
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
export class Binding implements MadeBinding {
  readonly epoch: number
  readonly side: 'own' | 'held'
  readonly id: Id
  readonly name: string
  readonly method: string
  readonly callId: Id | false
  readonly path: string
  readonly createdAt: number
  readonly origin: Origin | undefined
  readonly owner: Owner | undefined
  readonly group: Group
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
    this.epoch = made.epoch
    this.side = made.side
    this.id = made.id
    this.name = made.name
    this.method = made.method
    this.callId = made.callId
    this.path = made.path
    this.createdAt = made.createdAt
    this.origin = made.origin
    this.owner = made.owner
    this.group = made.group
  }

  get key(): string {
    return `${this.epoch}:${this.side}:${this.id}`
  }

  /** How packets and calls name it: as its group does. */
  get shownName(): string {
    return shownName(this, locationOf(this.group.place.origin))
  }

  /** `undefined` where it is only known by its place. */
  get ownName(): string | undefined {
    const name = this.shownName
    return name === placeName(this.method, this.path) ? undefined : name
  }

  get passedTo(): PassedTo {
    return { method: this.method, path: this.path }
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
    const { epoch, side, id, method, callId, path, origin, createdAt } = this
    return (this.#record ??= {
      epoch,
      side,
      id,
      name: shownName(this, located),
      method,
      callId,
      path,
      createdAt,
      site: located?.site ?? (origin && siteOf(origin)),
      stack: located?.stack ?? (origin && stackText(origin.frames)),
      key: this.key,
      owner,
      group: this.group.key,
      calls: this.calls,
      lastCalledAt: this.lastCalledAt,
      heldBy: side === 'own' ? `the other side, passed to ${method}` : `this side, received from ${method}`,
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
