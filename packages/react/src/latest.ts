/** An object that is, to whoever reads it, always the current one. */
export function latest<T extends object>(current: () => T): T {
  return new Proxy({} as T, {
    get: (_, key): unknown => Reflect.get(current(), key),
    set: (_, key, value) => Reflect.set(current(), key, value),
    has: (_, key) => Reflect.has(current(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(current()),
    getOwnPropertyDescriptor(_, key) {
      const property = Reflect.getOwnPropertyDescriptor(current(), key)
      // A proxy may not report as fixed what its target does not have.
      return property && { ...property, configurable: true }
    },
  })
}
