import type { Id } from 'iorpc'
import { IdColumn } from './idColumn.js'
import type { Meaning } from './meaning.js'
import { isId } from './packet.js'
import { previewOfPlain } from './preview.js'
import { Slots } from './slots.js'
import type { Direction, PacketRecord, Preview } from './types.js'

/** What a packet carried: described, or up to two values that need no description. */
export interface Content {
  preview: readonly Preview[] | undefined
  functionIds: readonly Id[]
  first: unknown
  second: unknown
  /** How many of the two there are. */
  plain: number
  /** Which of the two are ids of functions: 1 for the first, 2 for the second. */
  marks: number
  size: number
  weight: number
}

/**
 * The newest packets, one array for each of their fields: an object for each packet would be copied by the garbage
 * collector again and again, which costs more than the rest of recording. Records are made when they are looked at.
 */
export class PacketColumns extends Slots {
  readonly #times: Float64Array
  readonly #sizes: Float64Array
  readonly #epochs: Uint32Array
  readonly #plain: Uint8Array
  readonly #marks: Uint8Array
  readonly #ids: IdColumn
  readonly #callIds: IdColumn
  readonly #directions: Direction[] = []
  readonly #kinds: PacketRecord['kind'][] = []
  readonly #names: string[] = []
  readonly #firsts: unknown[] = []
  readonly #seconds: unknown[] = []
  readonly #previews: (readonly Preview[] | undefined)[] = []
  readonly #functionIds: (readonly Id[])[] = []
  readonly #payloads: (readonly unknown[] | undefined)[] = []
  /** Those that were looked at: the same object each time. */
  readonly #records: (PacketRecord | undefined)[] = []

  constructor(capacity: number, maxWeight: number) {
    super(capacity, maxWeight)
    this.#times = new Float64Array(capacity)
    this.#sizes = new Float64Array(capacity)
    this.#epochs = new Uint32Array(capacity)
    this.#plain = new Uint8Array(capacity)
    this.#marks = new Uint8Array(capacity)
    this.#ids = new IdColumn(capacity)
    this.#callIds = new IdColumn(capacity)
  }

  /** @returns its number */
  push(
    epoch: number,
    direction: Direction,
    time: number,
    meaning: Meaning,
    content: Content,
    payload: readonly unknown[] | undefined,
    weight: number,
  ): number {
    const slot = this.take(weight)
    this.#times[slot] = time
    this.#sizes[slot] = content.size
    this.#epochs[slot] = epoch
    this.#plain[slot] = content.plain
    this.#marks[slot] = content.marks
    this.#ids.set(slot, meaning.id)
    this.#callIds.set(slot, meaning.callId)
    this.#directions[slot] = direction
    this.#kinds[slot] = meaning.kind
    this.#names[slot] = meaning.name
    this.#firsts[slot] = content.first
    this.#seconds[slot] = content.second
    this.#previews[slot] = content.preview
    this.#functionIds[slot] = content.functionIds
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
    this.#firsts[slot] = undefined
    this.#seconds[slot] = undefined
    this.#previews[slot] = undefined
    this.#payloads[slot] = undefined
    this.#records[slot] = undefined
  }

  #record(seq: number, slot: number): PacketRecord {
    const id = this.#ids.get(slot)
    return {
      seq,
      time: this.#times[slot] ?? 0,
      epoch: this.#epochs[slot] ?? 0,
      direction: this.#directions[slot] ?? 'in',
      kind: this.#kinds[slot] ?? 'other',
      name: this.#names[slot] ?? '',
      id: id === false ? '' : id,
      callId: this.#callIds.get(slot),
      size: this.#sizes[slot] ?? 0,
      preview: this.#previews[slot] ?? this.#plainPreview(slot),
      functionIds: this.#previews[slot] ? (this.#functionIds[slot] ?? none) : this.#markedIds(slot),
    }
  }

  #plainPreview(slot: number): readonly Preview[] {
    const marks = this.#marks[slot] ?? 0
    return [this.#firsts[slot], this.#seconds[slot]]
      .slice(0, this.#plain[slot])
      .map((value, index) => previewOfPlain(value, (marks & (1 << index)) !== 0))
  }

  #markedIds(slot: number): readonly Id[] {
    const marks = this.#marks[slot] ?? 0
    return [this.#firsts[slot], this.#seconds[slot]]
      .filter((_, index) => (marks & (1 << index)) !== 0)
      .filter(isId)
  }
}

const none: readonly never[] = []
