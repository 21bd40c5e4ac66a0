/**
 * An object that does what `target` does, apart from `overrides`. Everything else is read from `target` each time, so
 * that accessors, later changes and spreading behave as before.
 *
 * @param methods names that may be methods of the target's class and are called on the target
 */
export function forward<T extends object, O extends object>(
  target: T,
  overrides: O,
  methods: readonly (keyof T & string)[],
): T & O {
  const wrapped = Object.create(Object.getPrototypeOf(target) as object | null) as T & O
  for (const key of Reflect.ownKeys(target) as (keyof T)[]) {
    const enumerable = Object.prototype.propertyIsEnumerable.call(target, key)
    Object.defineProperty(wrapped, key, {
      configurable: true,
      enumerable,
      get: () => target[key],
      set: (value: T[typeof key]) => {
        target[key] = value
      },
    })
  }
  for (const name of methods) {
    const method: unknown = target[name]
    if (typeof method === 'function' && !Object.hasOwn(target, name)) {
      define(wrapped, name, (...args: unknown[]) =>
        (target[name] as (...args: unknown[]) => unknown)(...args),
      )
    }
  }
  for (const [key, value] of Object.entries(overrides)) define(wrapped, key, value)
  return wrapped
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { configurable: true, enumerable: true, writable: true, value })
}
