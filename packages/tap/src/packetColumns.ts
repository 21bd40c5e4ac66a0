import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Meaning } from './meaning.js'
import { keyOf, type CarriedFunction } from './packet.js'
import { previewOfPlain } from './preview.js'
import { Slots } from './slots.js'
import type { Direction, PacketKind, PacketRecord, Preview } from './types.js'

/** What a packet carried: up to two values that need no description, or else descriptions. */
export interface Content {
  /** A function is its id, or its binding. */
  first: unknown
  second: unknown
  /** How many of the two there are. */
  plain: number
  /** Which of the two are functions: 1 for the first, 2 for the second. */
  marks: number
  described: Description | undefined
  size: number
}

export interface Description {
  readonly preview: readonly Preview[]
  readonly functions: readonly CarriedFunction[]
  readonly payload: readonly unknown[] | undefined
}

const kinds: readonly PacketKind[] = ['call', 'callback', 'reply', 'error', 'unbind', 'other']
const codes = Object.fromEntries(kinds.map((kind, code) => [kind, code])) as Record<PacketKind, number>

/** How an id is written; those that are whole numbers stand among the numbers. */
const noId = 0
const numberId = 1
const numberText = 2
const otherText = 3

// What stands where in the numbers and values of a slot.
const numbersEach = 5
const [timeAt, sizeAt, epochAt, idAt, callIdAt] = [0, 1, 2, 3, 4] as const
const valuesEach = 5
const [nameAt, firstAt, secondAt, idTextAt, callIdTextAt] = [0, 1, 2, 3, 4] as const

/**
 * The newest packets, in one array of numbers and one of values: an object for each packet would be copied by the garbage
 * collector again and again, which costs more than the rest of recording. Records are made when they are looked at.
 */
export class PacketColumns extends Slots {
  readonly #numbers: Float64Array
  readonly #values: unknown[] = []
  /** From the lowest bit: inbound, kind (3), how many plain values (2), marks (2), forms of the ids (2 each). */
  readonly #bits: Uint16Array
  readonly #described: (Description | undefined)[] = []
  /** Those that were looked at: the same object each time. */
  readonly #records: (PacketRecord | undefined)[] = []
  #hasRecords = false

  constructor(capacity: number, maxWeight: number) {
    super(capacity, maxWeight)
    this.#numbers = new Float64Array(capacity * numbersEach)
    this.#bits = new Uint16Array(capacity)
  }

  /** @returns its number */
  push(
    epoch: number,
    direction: Direction,
    time: number,
    { kind, name, id, callId, binding, call }: Meaning,
    content: Content,
    weight: number,
  ): number {
    const slot = this.take(weight)
    const numbers = this.#numbers
    const numbersFrom = slot * numbersEach
    numbers[numbersFrom + timeAt] = time
    numbers[numbersFrom + sizeAt] = content.size
    numbers[numbersFrom + epochAt] = epoch
    const values = this.#values
    const valuesFrom = slot * valuesEach
    values[valuesFrom + nameAt] = binding ?? call?.binding ?? name
    values[valuesFrom + firstAt] = content.first
    values[valuesFrom + secondAt] = content.second
    const { described } = content
    if (described !== this.#described[slot]) this.#described[slot] = described
    if (this.#hasRecords) this.#records[slot] = undefined
    const form = this.#setId(id, numbersFrom + idAt, valuesFrom + idTextAt)
    const callForm = this.#setId(callId, numbersFrom + callIdAt, valuesFrom + callIdTextAt)
    this.#bits[slot] =
      (direction === 'in' ? 1 : 0) |
      (codes[kind] << 1) |
      (content.plain << 4) |
      (content.marks << 6) |
      (form << 8) |
      (callForm << 10)
    return this.total - 1
  }

  get(seq: number): PacketRecord | undefined {
    const slot = this.slotOf(seq)
    if (slot === undefined) return undefined
    this.#hasRecords = true
    return (this.#records[slot] ??= this.#record(seq, slot))
  }

  payload(seq: number): readonly unknown[] | undefined {
    const slot = this.slotOf(seq)
    return slot === undefined ? undefined : this.#described[slot]?.payload
  }

  /** Callbacks have got other names. */
  rename(): void {
    this.#records.length = 0
    this.version++
  }

  protected free(slot: number): void {
    this.#values.fill(undefined, slot * valuesEach, (slot + 1) * valuesEach)
    this.#described[slot] = undefined
    this.#records[slot] = undefined
  }

  /** @returns its form */
  #setId(id: Id | false, at: number, textAt: number): number {
    if (id === false) return noId
    const key = keyOf(id)
    if (typeof key === 'number') {
      this.#numbers[at] = key
      return typeof id === 'number' ? numberId : numberText
    }
    this.#values[textAt] = id
    return otherText
  }

  #id(form: number, at: number, textAt: number): Id | undefined {
    if (form === noId) return undefined
    if (form === otherText) return this.#values[textAt] as Id
    const value = this.#numbers[at] ?? 0
    return form === numberText ? String(value) : value
  }

  #record(seq: number, slot: number): PacketRecord {
    const numbersFrom = slot * numbersEach
    const valuesFrom = slot * valuesEach
    const number = (at: number) => this.#numbers[numbersFrom + at] ?? 0
    const bits = this.#bits[slot] ?? 0
    const named = this.#values[valuesFrom + nameAt] as string | Binding
    const described = this.#described[slot]
    const { preview, functionIds } = described ? look(described) : this.#lookAtPlain(valuesFrom, bits)
    return {
      seq,
      time: number(timeAt),
      epoch: number(epochAt),
      direction: bits & 1 ? 'in' : 'out',
      kind: kinds[(bits >> 1) & 7] ?? 'other',
      name: typeof named === 'string' ? named : named.shownName,
      passedTo: typeof named === 'string' ? undefined : named.passedTo,
      id: this.#id((bits >> 8) & 3, numbersFrom + idAt, valuesFrom + idTextAt) ?? '',
      callId: this.#id((bits >> 10) & 3, numbersFrom + callIdAt, valuesFrom + callIdTextAt) ?? false,
      size: number(sizeAt),
      preview,
      functionIds,
    }
  }

  #lookAtPlain(valuesFrom: number, bits: number): Look {
    const plain = (bits >> 4) & 3
    const isFunction = (index: number) => ((bits >> 6) & (1 << index)) !== 0
    const values = this.#values.slice(valuesFrom + firstAt, valuesFrom + firstAt + plain)
    const functions = values.map((value, index) => (isFunction(index) ? (value as Id | Binding) : undefined))
    return {
      preview: values.map((value, index) => {
        const fn = functions[index]
        return fn === undefined ? previewOfPlain(value) : previewOfFunction(fn)
      }),
      functionIds: functions.flatMap((fn) => (fn === undefined ? [] : [typeof fn === 'object' ? fn.id : fn])),
    }
  }
}

/** What a packet carried, as it is shown. */
type Look = Pick<PacketRecord, 'preview' | 'functionIds'>

function look({ preview, functions }: Description): Look {
  const bindings = new Map(functions.map(({ id, binding }) => [id, binding]))
  return {
    preview: functions.some(({ binding }) => binding)
      ? preview.map((value) => named(value, bindings))
      : preview,
    functionIds: functions.map(({ id }) => id),
  }
}

/** A preview in which functions have their names. */
function named(preview: Preview, bindings: ReadonlyMap<Id, Binding | undefined>): Preview {
  if (typeof preview !== 'object' || preview === null) return preview
  const binding = preview.id === undefined ? undefined : bindings.get(preview.id)
  if (binding) return previewOfFunction(binding)
  const { entries } = preview
  return entries
    ? { ...preview, entries: entries.map(([key, value]) => [key, named(value, bindings)]) }
    : preview
}

function previewOfFunction(fn: Id | Binding): Preview {
  if (typeof fn !== 'object') return { type: 'function', id: fn }
  const { id, ownName } = fn
  return ownName === undefined ? { type: 'function', id } : { type: 'function', name: ownName, id }
}
