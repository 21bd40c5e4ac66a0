import type { Binding } from './binding.js'
import type { Group } from './group.js'
import { duplicatesFrom } from './verdicts.js'

/** How often one function is bound at the moment. */
export interface FunctionUse {
  live: number
  /** The group of its first live binding, which counts it. */
  group: Group
}

/** Which bindings are of the same function. Their groups count different functions, and duplicates. */
export class FunctionUses {
  readonly #uses = new WeakMap<object, FunctionUse>()

  /** @param fn `undefined` where functions cannot be told apart: each counts as another one */
  add(binding: Binding, fn: object | undefined): void {
    const { group } = binding
    if (fn === undefined) {
      group.functions++
      return
    }
    const use = this.#uses.get(fn) ?? { live: 0, group }
    this.#uses.set(fn, use)
    binding.use = use
    use.live++
    if (use.live === 1) {
      use.group = group
      group.functions++
    }
    if (use.live === duplicatesFrom) use.group.duplicates += duplicatesFrom
    else if (use.live > duplicatesFrom) use.group.duplicates++
  }

  remove({ use, group }: Binding): void {
    if (!use) {
      group.functions--
      return
    }
    use.live--
    if (use.live === duplicatesFrom - 1) use.group.duplicates -= duplicatesFrom
    else if (use.live >= duplicatesFrom) use.group.duplicates--
    if (use.live === 0) use.group.functions--
  }
}
