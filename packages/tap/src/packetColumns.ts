import type { Id } from 'iorpc'
import type { Meaning } from './meaning.js'
import { Slots } from './slots.js'
import type { Direction, PacketRecord, Preview } from './types.js'

/**
 * The newest packets, one array for each of their fields: an object for each packet would be copied by the garbage
 * collector again and again, which costs more than the rest of recording. Records are made when they are looked at.
 */
export class PacketColumns extends Slots {
  readonly #times: Float64Array
  readonly #sizes: Float64Array
  readonly #epochs: Uint32Array
  readonly #directions: Direction[] = []
  readonly #kinds: PacketRecord['kind'][] = []
  readonly #names: string[] = []
  readonly #ids: Id[] = []
  readonly #callIds: (Id | false)[] = []
  readonly #previews: (readonly Preview[])[] = []
  readonly #functionIds: (readonly Id[])[] = []
  readonly #payloads: (readonly unknown[] | undefined)[] = []
  /** Those that were looked at: the same object each time. */
  readonly #records: (PacketRecord | undefined)[] = []

  constructor(capacity: number, maxWeight: number) {
    super(capacity, maxWeight)
    this.#times = new Float64Array(capacity)
    this.#sizes = new Float64Array(capacity)
    this.#epochs = new Uint32Array(capacity)
  }

  /** @returns its number */
  push(
    epoch: number,
    direction: Direction,
    time: number,
    meaning: Meaning,
    preview: readonly Preview[],
    size: number,
    functionIds: readonly Id[],
    payload: readonly unknown[] | undefined,
    weight: number,
  ): number {
    const slot = this.take(weight)
    this.#times[slot] = time
    this.#sizes[slot] = size
    this.#epochs[slot] = epoch
    this.#directions[slot] = direction
    this.#kinds[slot] = meaning.kind
    this.#names[slot] = meaning.name
    this.#ids[slot] = meaning.id
    this.#callIds[slot] = meaning.callId
    this.#previews[slot] = preview
    this.#functionIds[slot] = functionIds
    this.#payloads[slot] = payload
    this.#records[slot] = undefined
    return this.total - 1
  }

  get(seq: number): PacketRecord | undefined {
    const slot = this.slotOf(seq)
    return slot === undefined ? undefined : (this.#records[slot] ??= this.#record(seq, slot))
  }

  payload(seq: number): readonly unknown[] | undefined {
    const slot = this.slotOf(seq)
    return slot === undefined ? undefined : this.#payloads[slot]
  }

  protected free(slot: number): void {
    this.#previews[slot] = none
    this.#payloads[slot] = undefined
    this.#records[slot] = undefined
  }

  #record(seq: number, slot: number): PacketRecord {
    return {
      seq,
      time: this.#times[slot] ?? 0,
      epoch: this.#epochs[slot] ?? 0,
      direction: this.#directions[slot] ?? 'in',
      kind: this.#kinds[slot] ?? 'other',
      name: this.#names[slot] ?? '',
      id: this.#ids[slot] ?? '',
      callId: this.#callIds[slot] ?? false,
      size: this.#sizes[slot] ?? 0,
      preview: this.#previews[slot] ?? none,
      functionIds: this.#functionIds[slot] ?? none,
    }
  }
}

const none: readonly never[] = []
