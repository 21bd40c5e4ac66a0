import type { Binding } from './binding.js'
import type { Group } from './group.js'
import { duplicatesFrom } from './verdicts.js'

/** How often one function is bound at the moment. */
export interface FunctionUse {
  readonly fn: object
  live: number
  /** The group of its first live binding, which counts it. */
  readonly group: Group
}

/** Which bindings are of the same function. Their groups count different functions, and duplicates. */
export class FunctionUses {
  /** Of functions that are bound: the pair keeps those alive anyway. */
  readonly #uses = new Map<object, FunctionUse>()

  /** @param fn `undefined` where functions cannot be told apart: each counts as another one */
  add(binding: Binding, fn: object | undefined): void {
    const { group } = binding
    if (fn === undefined) {
      group.functions++
      return
    }
    const known = this.#uses.get(fn)
    const use = known ?? { fn, live: 0, group }
    if (!known) {
      this.#uses.set(fn, use)
      group.functions++
    }
    binding.use = use
    use.live++
    if (use.live === duplicatesFrom) use.group.duplicates += duplicatesFrom
    else if (use.live > duplicatesFrom) use.group.duplicates++
  }

  remove(binding: Binding): void {
    const { use, group } = binding
    // What is over is still listed, and must not keep the function alive.
    binding.use = undefined
    if (!use) {
      group.functions--
      return
    }
    use.live--
    if (use.live === duplicatesFrom - 1) use.group.duplicates -= duplicatesFrom
    else if (use.live >= duplicatesFrom) use.group.duplicates--
    if (use.live > 0) return
    use.group.functions--
    this.#uses.delete(use.fn)
  }
}
