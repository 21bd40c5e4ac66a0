import type { AnyFunction } from 'iorpc'

/**
 * Replaces the functions in a value. Copies what holds one and passes the rest by reference.
 * Looks where the protocol does: in arrays and plain objects.
 */
export function mapFunctions<T>(value: T, replace: (fn: AnyFunction) => unknown): T {
  return map(value, replace, new Map()) as T
}

function map(value: unknown, replace: (fn: AnyFunction) => unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function') return replace(value as AnyFunction)
  if (!isContainer(value)) return value
  // What is met again inside itself passes as it is: a function in a cycle cannot be sent anyway.
  if (seen.has(value)) return seen.get(value)
  seen.set(value, value)
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (typeof item !== 'function' && typeof item !== 'object') continue
    const mapped = map(item, replace, seen)
    if (mapped === item) continue
    copy ??= (Array.isArray(value) ? value.slice() : { ...value }) as Record<string, unknown>
    Object.defineProperty(copy, key, { value: mapped, writable: true, enumerable: true, configurable: true })
  }
  if (copy) seen.set(value, copy)
  return copy ?? value
}

function isContainer(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
