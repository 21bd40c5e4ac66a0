import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Owner } from './owners.js'
import type { CallOutcome, CallRecord, Direction } from './types.js'

/**
 * A call while it waits; what others see of it is `record()`. One that is over is used again for another: a new one for
 * each would live just long enough for the garbage collector to copy it, which costs more than the rest of recording.
 */
export class Call {
  epoch = 0
  direction: Direction = 'out'
  kind: 'call' | 'callback' = 'call'
  name = ''
  id: Id | false = false
  bindingId: Id | undefined
  /** The callback that is called, as far as it is known. */
  binding: Binding | undefined
  owner: Owner | undefined
  startedAt = 0
  requestSeq: number | undefined
  /** The wait of a reply that carries a function for its acknowledgement: no call of anybody. */
  isAcknowledgement = false
  /** Its number in the log; -1 for one that is not recorded. */
  seq = -1
  /** When its answer has passed; the pair may settle it a little later. `NaN` before. */
  settledAt = NaN
  outcome: CallOutcome | undefined
  error: string | undefined
  answerSeq: number | undefined
  /** By the caller, which has told the other side. */
  isGivenUp = false
  /** Made by hand: the pair does not know of it. */
  isManual = false
  #record: CallRecord | undefined

  begin(
    epoch: number,
    direction: Direction,
    kind: 'call' | 'callback',
    name: string,
    id: Id | false,
    startedAt: number,
    requestSeq: number | undefined,
  ): void {
    this.epoch = epoch
    this.direction = direction
    this.kind = kind
    this.name = name
    this.id = id
    this.bindingId = undefined
    this.binding = undefined
    this.owner = undefined
    this.startedAt = startedAt
    this.requestSeq = requestSeq
    this.isAcknowledgement = false
    this.seq = -1
    this.settledAt = NaN
    this.outcome = undefined
    this.error = undefined
    this.answerSeq = undefined
    this.isGivenUp = false
    this.isManual = false
    this.#record = undefined
  }

  answered(time: number, seq: number | undefined, isGivenUp: boolean): void {
    this.settledAt = time
    this.answerSeq = seq
    this.isGivenUp = isGivenUp
  }

  settle(outcome: CallOutcome, time: number, error: string | undefined): void {
    this.outcome = outcome
    if (Number.isNaN(this.settledAt)) this.settledAt = time
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
