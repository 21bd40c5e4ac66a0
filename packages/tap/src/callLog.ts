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

// What stands where in the numbers and values of a slot.
const numbersEach = 5
const [startedAt, settledAt, epochAt, requestAt, answerAt] = [0, 1, 2, 3, 4] as const
const valuesEach = 5
const [nameAt, idAt, bindingAt, ownerAt, errorAt] = [0, 1, 2, 3, 4] as const

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
    this.#records[slot] = undefined
  }

  #store(slot: number, call: Call): void {
    this.#calls[slot] = undefined
    const numbers = this.#numbers
    const numbersFrom = slot * numbersEach
    numbers[numbersFrom + startedAt] = call.startedAt
    numbers[numbersFrom + settledAt] = call.settledAt
    numbers[numbersFrom + epochAt] = call.epoch
    numbers[numbersFrom + requestAt] = call.requestSeq ?? NaN
    numbers[numbersFrom + answerAt] = call.answerSeq ?? NaN
    const values = this.#values
    const valuesFrom = slot * valuesEach
    values[valuesFrom + nameAt] = call.binding ?? call.name
    values[valuesFrom + idAt] = call.id
    values[valuesFrom + bindingAt] = call.bindingId
    values[valuesFrom + ownerAt] = call.owner
    values[valuesFrom + errorAt] = call.error
    this.#bits[slot] =
      (call.direction === 'in' ? 1 : 0) |
      (call.kind === 'callback' ? 2 : 0) |
      ((codes.get(call.outcome) ?? 0) << 2)
  }

  #record(seq: number, slot: number): CallRecord {
    const number = (at: number) => {
      const found = this.#numbers[slot * numbersEach + at] ?? NaN
      return Number.isNaN(found) ? undefined : found
    }
    const value = (at: number) => this.#values[slot * valuesEach + at]
    const named = value(nameAt) as string | Binding
    const bits = this.#bits[slot] ?? 0
    return {
      seq,
      epoch: number(epochAt) ?? 0,
      direction: bits & 1 ? 'in' : 'out',
      kind: bits & 2 ? 'callback' : 'call',
      name: typeof named === 'string' ? named : named.shownName,
      passedTo: typeof named === 'string' ? undefined : named.passedTo,
      id: value(idAt) as Id | false,
      bindingId: value(bindingAt) as Id | undefined,
      owner: (value(ownerAt) as Owner | undefined)?.record,
      startedAt: number(startedAt) ?? 0,
      settledAt: number(settledAt),
      outcome: outcomes[bits >> 2],
      error: value(errorAt) as string | undefined,
      requestSeq: number(requestAt),
      answerSeq: number(answerAt),
    }
  }
}
