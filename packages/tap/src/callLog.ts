import type { Call } from './call.js'
import type { Owner } from './owners.js'
import { Slots } from './slots.js'
import type { CallRecord } from './types.js'

/**
 * The newest calls in the order in which they began. Those that are over are kept as one array for each field, for the
 * same reason as packets are.
 */
export class CallLog extends Slots {
  /** Those that wait. */
  readonly #calls: (Call | undefined)[] = []
  readonly #startedAt: Float64Array
  readonly #settledAt: Float64Array
  readonly #epochs: Uint32Array
  readonly #directions: CallRecord['direction'][] = []
  readonly #kinds: CallRecord['kind'][] = []
  readonly #names: string[] = []
  readonly #ids: CallRecord['id'][] = []
  readonly #bindingIds: CallRecord['bindingId'][] = []
  readonly #owners: (Owner | undefined)[] = []
  readonly #outcomes: CallRecord['outcome'][] = []
  readonly #errors: CallRecord['error'][] = []
  readonly #requestSeqs: CallRecord['requestSeq'][] = []
  readonly #answerSeqs: CallRecord['answerSeq'][] = []
  /** Those that were looked at after they were over: the same object each time. */
  readonly #records: (CallRecord | undefined)[] = []

  constructor(capacity: number) {
    super(capacity, Infinity)
    this.#startedAt = new Float64Array(capacity)
    this.#settledAt = new Float64Array(capacity)
    this.#epochs = new Uint32Array(capacity)
  }

  add(call: Call): void {
    const slot = this.take(0)
    call.seq = this.total - 1
    this.#records[slot] = undefined
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
    return this.#calls[slot]?.record() ?? (this.#records[slot] ??= this.#record(seq, slot))
  }

  protected free(slot: number): void {
    this.#calls[slot] = undefined
    this.#owners[slot] = undefined
    this.#records[slot] = undefined
  }

  #store(slot: number, call: Call): void {
    this.#calls[slot] = undefined
    this.#startedAt[slot] = call.startedAt
    this.#settledAt[slot] = call.settledAt ?? NaN
    this.#epochs[slot] = call.epoch
    this.#directions[slot] = call.direction
    this.#kinds[slot] = call.kind
    this.#names[slot] = call.name
    this.#ids[slot] = call.id
    this.#bindingIds[slot] = call.bindingId
    this.#owners[slot] = call.owner
    this.#outcomes[slot] = call.outcome
    this.#errors[slot] = call.error
    this.#requestSeqs[slot] = call.requestSeq
    this.#answerSeqs[slot] = call.answerSeq
  }

  #record(seq: number, slot: number): CallRecord {
    const settledAt = this.#settledAt[slot] ?? NaN
    return {
      seq,
      epoch: this.#epochs[slot] ?? 0,
      direction: this.#directions[slot] ?? 'in',
      kind: this.#kinds[slot] ?? 'call',
      name: this.#names[slot] ?? '',
      id: this.#ids[slot] ?? false,
      bindingId: this.#bindingIds[slot],
      owner: this.#owners[slot]?.record,
      startedAt: this.#startedAt[slot] ?? 0,
      settledAt: Number.isNaN(settledAt) ? undefined : settledAt,
      outcome: this.#outcomes[slot],
      error: this.#errors[slot],
      requestSeq: this.#requestSeqs[slot],
      answerSeq: this.#answerSeqs[slot],
    }
  }
}
