import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Owner } from './owners.js'
import type { CallOutcome, CallRecord, Direction } from './types.js'

/** What does not change during the life of a call. */
interface MadeCall extends Pick<
  CallRecord,
  'epoch' | 'direction' | 'kind' | 'name' | 'id' | 'bindingId' | 'startedAt' | 'requestSeq'
> {
  /** The callback that is called, as far as it is known. */
  readonly binding: Binding | undefined
  readonly owner: Owner | undefined
  /** The wait of a reply that carries a function for its acknowledgement: no call of anybody. */
  readonly isAcknowledgement: boolean
}

/** A call while it waits. What others see of it is `record()`. */
export class Call implements MadeCall {
  readonly epoch: number
  readonly direction: Direction
  readonly kind: 'call' | 'callback'
  readonly name: string
  readonly id: Id | false
  readonly bindingId: Id | undefined
  readonly binding: Binding | undefined
  readonly owner: Owner | undefined
  readonly startedAt: number
  readonly requestSeq: number | undefined
  readonly isAcknowledgement: boolean
  /** Its number in the log; -1 for one that is not recorded. */
  seq = -1
  /** When its answer has passed; the pair may settle it a little later. */
  settledAt: number | undefined
  outcome: CallOutcome | undefined
  error: string | undefined
  answerSeq: number | undefined
  /** By the caller, which has told the other side. */
  isGivenUp = false
  /** Made by hand: the pair does not know of it. */
  isManual = false
  #record: CallRecord | undefined

  constructor(made: MadeCall) {
    this.epoch = made.epoch
    this.direction = made.direction
    this.kind = made.kind
    this.name = made.name
    this.id = made.id
    this.bindingId = made.bindingId
    this.binding = made.binding
    this.owner = made.owner
    this.startedAt = made.startedAt
    this.requestSeq = made.requestSeq
    this.isAcknowledgement = made.isAcknowledgement
  }

  answered(time: number, seq: number | undefined, isGivenUp: boolean): void {
    this.settledAt = time
    this.answerSeq = seq
    this.isGivenUp = isGivenUp
  }

  settle(outcome: CallOutcome, time: number, error: string | undefined): void {
    this.outcome = outcome
    this.settledAt ??= time
    this.error = error
  }

  /** What is shown has changed. */
  touch(): void {
    this.#record = undefined
  }

  /** The same object for as long as it waits. */
  record(): CallRecord {
    return (this.#record ??= {
      seq: this.seq,
      epoch: this.epoch,
      direction: this.direction,
      kind: this.kind,
      name: this.binding?.shownName ?? this.name,
      passedTo: this.binding?.passedTo,
      id: this.id,
      bindingId: this.bindingId,
      owner: this.owner?.record,
      startedAt: this.startedAt,
      settledAt: undefined,
      outcome: undefined,
      error: undefined,
      requestSeq: this.requestSeq,
      answerSeq: undefined,
    })
  }
}
