import type { Id, ReleaseReason } from 'iorpc'
import type { BindingRecord, Verdict } from './types.js'
import type { FunctionUse } from './functionUses.js'
import type { Group } from './group.js'
import type { Owner } from './owners.js'

/** What does not change during the life of a binding. */
interface MadeBinding extends Pick<
  BindingRecord,
  'epoch' | 'side' | 'id' | 'name' | 'method' | 'callId' | 'path' | 'site' | 'stack' | 'createdAt'
> {
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

  /** The same object for as long as nothing has changed. */
  record(verdict: Verdict | undefined): BindingRecord {
    if (this.#record?.verdict !== verdict) this.#record = undefined
    return (this.#record ??= {
      ...this.made,
      key: this.key,
      owner: this.owner?.record,
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
