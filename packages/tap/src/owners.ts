import type { Binding } from './binding.js'
import type { Origin } from './stacks.js'
import type { OwnerRecord } from './types.js'

/** A component, and what it has bound. */
export interface Owner {
  record: OwnerRecord
  /** Where it uses the library, when that is known. */
  readonly origin: Origin | undefined
  /** Its live bindings, of a declared owner only: the life of others is not known. */
  readonly bindings: Set<Binding>
}

/** Who makes calls: declared by `mount`, or guessed from a stack. */
export class Owners {
  /** In whose name calls are made right now. */
  current: Owner | undefined
  #nextId = 1
  readonly #guessed = new Map<string, Owner>()

  mount(name: string, time: number, origin?: Origin): Owner {
    return this.#make(name, true, time, origin)
  }

  guess(name: string, time: number): Owner {
    const known = this.#guessed.get(name)
    if (known) return known
    const owner = this.#make(name, false, time, undefined)
    this.#guessed.set(name, owner)
    return owner
  }

  run<T>(owner: Owner, work: () => T): T {
    const outer = this.current
    this.current = owner
    try {
      return work()
    } finally {
      this.current = outer
    }
  }

  #make(name: string, declared: boolean, time: number, origin: Origin | undefined): Owner {
    const record = { id: this.#nextId++, name, declared, mountedAt: time, unmountedAt: undefined }
    return { record, origin, bindings: new Set() }
  }
}
