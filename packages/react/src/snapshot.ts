/** A value that `useSyncExternalStore` can read. */
export class Snapshot<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  get = (): T => this.#value

  /** @param isTold `false` where no listener may be told, as nobody looks at it any more */
  set(value: T, isTold = true): void {
    this.#value = value
    if (!isTold) return
    for (const listener of [...this.#listeners]) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
