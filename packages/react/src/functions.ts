import { moveTransfer, type AnyFunction } from 'iorpc'

/**
 * Replaces the functions in a value. Copies what holds one and passes the rest by reference.
 * Looks where the protocol does: in arrays and objects, not in dates, maps, binaries and the like.
 */
export function mapFunctions(
  value: unknown,
  replace: (fn: AnyFunction) => unknown,
  seen = new Map<unknown, unknown>(),
): unknown {
  if (typeof value === 'function') return replace(value as AnyFunction)
  // What is met again inside itself passes as it is: a function in a cycle cannot be sent anyway.
  if (!isContainer(value) || seen.has(value)) return seen.get(value) ?? value
  seen.set(value, value)
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(value)) {
    const item = value[key]
    const mapped = mapFunctions(item, replace, seen)
    if (mapped === item) continue
    copy ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>
    copy[key] = mapped
  }
  if (!copy) return value
  moveTransfer(value, copy)
  seen.set(value, copy)
  return copy
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || {}.toString.call(value) === '[object Object]'
}
