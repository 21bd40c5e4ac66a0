import type { Id } from 'iorpc'
import { keyOf } from './packet.js'

const kept = 2000

/** The latest ids that this side has given up, while the other side may still use them. */
export class RecentIds {
  readonly #ids = new Set<Id>()

  add(id: Id): void {
    this.#ids.add(keyOf(id))
    const [oldest] = this.#ids.size > kept ? this.#ids : []
    if (oldest !== undefined) this.#ids.delete(oldest)
  }

  has(id: Id): boolean {
    return this.#ids.has(keyOf(id))
  }
}
