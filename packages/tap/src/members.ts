import type { Binding } from './binding.js'

/** The live bindings of a group, oldest first. They are linked to each other: a set would have to look each of them up. */
export class Members {
  size = 0
  #oldest: Binding | undefined
  #newest: Binding | undefined

  get oldest(): Binding | undefined {
    return this.#oldest
  }

  add(binding: Binding): void {
    this.size++
    binding.older = this.#newest
    if (this.#newest) this.#newest.newer = binding
    else this.#oldest = binding
    this.#newest = binding
  }

  /** It must be a member. */
  remove(binding: Binding): void {
    const { older, newer } = binding
    this.size--
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
    // What is over must not keep its neighbours alive.
    binding.older = binding.newer = undefined
  }

  list(): Binding[] {
    const list: Binding[] = []
    for (let binding = this.#oldest; binding; binding = binding.newer) list.push(binding)
    return list
  }
}
