import { type Id } from 'iorpc'
import { type Owner } from './owners.js'
import { Ring } from './ring.js'
import { type CallOutcome, type CallRecord, type Direction } from './types.js'

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
  readonly made: MadeCall
  seq = -1
  settledAt: number | undefined
  outcome: CallOutcome | undefined
  error: string | undefined
  answerSeq: number | undefined
  /** When its answer has passed, which the pair may settle a little later. */
  answeredAt: number | undefined
  /** By the caller, which has told the other side. */
  isGivenUp = false
  /** Made by hand: the pair does not know of it. */
  isManual = false
  #record: CallRecord | undefined

  constructor(made: MadeCall) {
    this.made = made
  }

  get id(): Id | false {
    return this.made.id
  }

  get name(): string {
    return this.made.name
  }

  get direction(): Direction {
    return this.made.direction
  }

  get owner(): Owner | undefined {
    return this.made.owner
  }

  get isAcknowledgement(): boolean {
    return this.made.isAcknowledgement
  }

  answered(time: number, seq: number | undefined, isGivenUp: boolean): void {
    this.answeredAt = time
    this.answerSeq = seq
    this.isGivenUp = isGivenUp
    this.#record = undefined
  }

  settle(outcome: CallOutcome, time: number, error?: string): void {
    this.outcome = outcome
    this.settledAt = this.answeredAt ?? time
    this.error = error
    this.#record = undefined
  }

  /** The same object for as long as nothing has changed. */
  record(): CallRecord {
    return (this.#record ??= this.#show())
  }

  #show(): CallRecord {
    const { isAcknowledgement: _, ...made } = this.made
    return {
      ...made,
      seq: this.seq,
      owner: made.owner?.record,
      settledAt: this.settledAt,
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
