import type { Id } from 'iorpc'
import type { Owner } from './owners.js'
import { Ring } from './ring.js'
import type { CallOutcome, CallRecord, Direction } from './types.js'

/** What does not change during the life of a call. */
export interface MadeCall extends Pick<
  CallRecord,
  'epoch' | 'direction' | 'kind' | 'name' | 'id' | 'bindingId' | 'startedAt' | 'requestSeq'
> {
  readonly owner: Owner | undefined
  /** The wait of a reply that carries a function for its acknowledgement: no call of anybody. */
  readonly isAcknowledgement: boolean
}

/** A call as the recorder keeps it. What others see of it is `record()`. */
export class Call {
  readonly epoch: number
  readonly direction: Direction
  readonly kind: 'call' | 'callback'
  readonly name: string
  readonly id: Id | false
  readonly bindingId: Id | undefined
  readonly owner: Owner | undefined
  readonly startedAt: number
  readonly requestSeq: number | undefined
  readonly isAcknowledgement: boolean
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
    this.owner = made.owner
    this.startedAt = made.startedAt
    this.requestSeq = made.requestSeq
    this.isAcknowledgement = made.isAcknowledgement
  }

  answered(time: number, seq: number | undefined, isGivenUp: boolean): void {
    this.settledAt = time
    this.answerSeq = seq
    this.isGivenUp = isGivenUp
    this.#record = undefined
  }

  settle(outcome: CallOutcome, time: number, error?: string): void {
    this.outcome = outcome
    this.settledAt ??= time
    this.error = error
    this.#record = undefined
  }

  /** The same object for as long as nothing has changed. */
  record(): CallRecord {
    return (this.#record ??= this.#show())
  }

  #show(): CallRecord {
    const { seq, epoch, direction, kind, name, id, bindingId, owner, startedAt, requestSeq } = this
    return {
      seq,
      epoch,
      direction,
      kind,
      name,
      id,
      bindingId,
      owner: owner?.record,
      startedAt,
      requestSeq,
      settledAt: this.outcome && this.settledAt,
      outcome: this.outcome,
      error: this.error,
      answerSeq: this.answerSeq,
    }
  }
}

/** The newest calls in the order in which they began. */
export class CallLog {
  readonly ring: Ring<Call>

  constructor(capacity: number) {
    this.ring = new Ring<Call>(capacity)
  }

  add(call: Call): void {
    call.seq = this.ring.total
    this.ring.push(call)
  }

  settle(call: Call, outcome: CallOutcome, time: number, error?: string): void {
    call.settle(outcome, time, error)
    this.ring.version++
  }
}
