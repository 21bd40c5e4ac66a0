import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Call } from './call.js'
import type { Owner } from './owners.js'
import { Slots } from './slots.js'
import type { CallOutcome, CallRecord } from './types.js'

const outcomes: readonly (CallOutcome | undefined)[] = [
  undefined,
  'resolved',
  'rejected',
  'timeout',
  'aborted',
  'trimmed',
  'closed',
  'failed',
]
const codes = new Map(outcomes.map((outcome, code) => [outcome, code]))

/** What few calls have. */
interface Details {
  readonly bindingId: CallRecord['bindingId']
  readonly owner: Owner | undefined
  readonly error: string | undefined
}

// What stands where in the numbers and values of a slot.
const numbersEach = 5
const [startedAt, settledAt, epochAt, requestAt, answerAt] = [0, 1, 2, 3, 4] as const
const valuesEach = 2
const [nameAt, idAt] = [0, 1] as const

/**
 * The newest calls in the order in which they began. Those that are over are kept in one array of numbers and one of
 * values, for the same reason as packets are.
 */
export class CallLog extends Slots {
  /** Those that wait. */
  readonly #calls: (Call | undefined)[] = []
  readonly #numbers: Float64Array
  readonly #values: unknown[] = []
  /** From the lowest bit: inbound, call of a callback, outcome (3). */
  readonly #bits: Uint8Array
  readonly #details: (Details | undefined)[] = []
  /** Those that were looked at after they were over: the same object each time. */
  readonly #records: (CallRecord | undefined)[] = []
  #hasRecords = false

  constructor(capacity: number) {
    super(capacity, Infinity)
    this.#numbers = new Float64Array(capacity * numbersEach)
    this.#bits = new Uint8Array(capacity)
  }

  add(call: Call): void {
    const slot = this.take(0)
    call.seq = this.total - 1
    if (this.#hasRecords) this.#records[slot] = undefined
    if (call.id === false) this.#store(slot, call)
    else this.#calls[slot] = call
  }

  /** The call is over. */
  settled(call: Call): void {
    const slot = this.slotOf(call.seq)
    if (slot === undefined || this.#calls[slot] !== call) return
    this.#store(slot, call)
    this.version++
  }

  get(seq: number): CallRecord | undefined {
    const slot = this.slotOf(seq)
    if (slot === undefined) return undefined
    const call = this.#calls[slot]
    if (call) return call.record()
    this.#hasRecords = true
    return (this.#records[slot] ??= this.#record(seq, slot))
  }

  /** Callbacks have got other names. */
  rename(): void {
    for (const call of this.#calls) call?.touch()
    this.#records.length = 0
    this.version++
  }

  protected free(slot: number): void {
    this.#calls[slot] = undefined
    this.#values.fill(undefined, slot * valuesEach, (slot + 1) * valuesEach)
    this.#details[slot] = undefined
    this.#records[slot] = undefined
  }

  #store(slot: number, call: Call): void {
    const { direction, kind, outcome, bindingId, owner, error } = call
    this.#calls[slot] = undefined
    const numbers = this.#numbers
    const from = slot * numbersEach
    numbers[from + startedAt] = call.startedAt
    numbers[from + settledAt] = call.settledAt ?? NaN
    numbers[from + epochAt] = call.epoch
    numbers[from + requestAt] = call.requestSeq ?? NaN
    numbers[from + answerAt] = call.answerSeq ?? NaN
    this.#values[slot * valuesEach + nameAt] = call.binding ?? call.name
    this.#values[slot * valuesEach + idAt] = call.id
    const hasDetails = bindingId !== undefined || owner !== undefined || error !== undefined
    if (hasDetails || this.#details[slot]) {
      this.#details[slot] = hasDetails ? { bindingId, owner, error } : undefined
    }
    this.#bits[slot] =
      (direction === 'in' ? 1 : 0) | (kind === 'callback' ? 2 : 0) | ((codes.get(outcome) ?? 0) << 2)
  }

  #record(seq: number, slot: number): CallRecord {
    const number = (at: number) => {
      const value = this.#numbers[slot * numbersEach + at] ?? NaN
      return Number.isNaN(value) ? undefined : value
    }
    const bits = this.#bits[slot] ?? 0
    const details = this.#details[slot]
    const named = this.#values[slot * valuesEach + nameAt] as string | Binding
    return {
      seq,
      epoch: number(epochAt) ?? 0,
      direction: bits & 1 ? 'in' : 'out',
      kind: bits & 2 ? 'callback' : 'call',
      name: typeof named === 'string' ? named : named.shownName,
      passedTo: typeof named === 'string' ? undefined : named.passedTo,
      id: this.#values[slot * valuesEach + idAt] as Id | false,
      bindingId: details?.bindingId,
      owner: details?.owner?.record,
      startedAt: number(startedAt) ?? 0,
      settledAt: number(settledAt),
      outcome: outcomes[bits >> 2],
      error: details?.error,
      requestSeq: number(requestAt),
      answerSeq: number(answerAt),
    }
  }
}
