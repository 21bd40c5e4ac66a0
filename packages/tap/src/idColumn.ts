import type { Id } from 'iorpc'
import { keyOf } from './packet.js'

const text = 1
const number = 2

/** Ids, or `false`, one for each slot. Ids are mostly numbers, and mostly written as text, each a new one. */
export class IdColumn {
  readonly #numbers: Float64Array
  /** What the number is: an id written as text, or as a number. 0: there is none, or it is text that is no number. */
  readonly #forms: Uint8Array
  readonly #others: (Id | undefined)[] = []

  constructor(capacity: number) {
    this.#numbers = new Float64Array(capacity)
    this.#forms = new Uint8Array(capacity)
  }

  set(slot: number, id: Id | false): void {
    const key = id === false ? undefined : keyOf(id)
    if (typeof key === 'number') {
      this.#numbers[slot] = key
      this.#forms[slot] = typeof id === 'number' ? number : text
    } else {
      this.#forms[slot] = 0
      this.#others[slot] = id === false ? undefined : id
    }
  }

  get(slot: number): Id | false {
    const form = this.#forms[slot]
    if (!form) return this.#others[slot] ?? false
    const value = this.#numbers[slot] ?? 0
    return form === text ? String(value) : value
  }
}
