import { IorpcError } from './errors.js'
import { MAX_DEPTH } from './packet.js'
import type { Id, NestedTransform, Packet } from './types.js'

export type AnyFn = (...args: never[]) => unknown

/** Gives a function of a packet its id. */
export type Bind<Carrier> = (fn: AnyFn, carrier: Carrier, path: readonly string[]) => Id

/** Replaces the functions in `args` by their ids. Changes the array itself, never what is in it. */
export type Pack = <Carrier>(
  args: unknown[],
  carrier: Carrier,
  bind: Bind<Carrier>,
) => Packet['argsTransform']

export const packFlat: Pack = (args, carrier, bind) => {
  const indices: number[] = []
  for (let index = 0; index < args.length; index++) {
    const value = args[index]
    if (typeof value !== 'function') continue
    args[index] = bind(value as AnyFn, carrier, [String(index)])
    indices.push(index)
  }
  return indices
}

/**
 * Copies what holds a function and passes the rest by reference. Ids are given depth first, in key order.
 *
 * @throws `IorpcError` `IORPC_BAD_VALUE` when a function sits in a cycle or deeper than `MAX_DEPTH`
 */
export const packNested: Pack = (args, carrier, bind) => {
  const transform: NestedTransform = {}
  let walk: ReturnType<typeof createWalk> | undefined
  for (let index = 0; index < args.length; index++) {
    const value = args[index]
    if (typeof value !== 'function' && !isContainer(value)) continue
    walk ??= createWalk((fn, path) => bind(fn, carrier, path))
    const packed = walk(value, [String(index)])
    if (!packed) continue
    args[index] = packed.value
    transform[index] = packed.mark
  }
  return transform
}

interface Packed {
  value: unknown
  mark: 1 | NestedTransform
}

function createWalk(bind: (fn: AnyFn, path: string[]) => Id) {
  /** Objects that are being walked, and those that were found to hold no function. */
  const open = new Set<object>()
  const clean = new Set<object>()
  /** Objects that were met again inside themselves. */
  const cyclic = new Set<object>()

  return function walk(value: unknown, path: string[]): Packed | undefined {
    if (typeof value === 'function') return { value: bind(value as AnyFn, path), mark: 1 }
    if (!isContainer(value) || clean.has(value)) return undefined
    if (open.has(value)) {
      cyclic.add(value)
      return undefined
    }
    if (path.length > MAX_DEPTH) {
      throw new IorpcError(
        'IORPC_BAD_VALUE',
        `Values may be nested ${MAX_DEPTH} levels deep: ${path.slice(0, 5).join('.')}…`,
      )
    }
    open.add(value)
    let copy: Record<string, unknown> | undefined
    const marks: NestedTransform = {}
    for (const key of Object.keys(value)) {
      const packed = walk(value[key], [...path, key])
      if (!packed) continue
      copy ??= copyOf(value)
      define(copy, key, packed.value)
      define(marks, key, packed.mark)
    }
    open.delete(value)
    if (!copy) {
      clean.add(value)
      return undefined
    }
    if (cyclic.has(value)) {
      throw new IorpcError(
        'IORPC_BAD_VALUE',
        `A function sits in a cycle at ${path.join('.')}, which cannot be sent`,
      )
    }
    return { value: copy, mark: marks }
  }
}

function copyOf(value: Record<string, unknown>): Record<string, unknown> {
  if (Array.isArray(value)) return value.slice() as unknown as Record<string, unknown>
  return { ...value }
}

/**
 * Puts a function in the place of each id. Copies what it changes: several pairs may receive the same packet.
 *
 * @param transform has been checked against `args`
 */
export function unpack(
  args: unknown[],
  transform: Packet['argsTransform'],
  revive: (id: Id, path: string) => unknown,
): unknown[] {
  if (!Array.isArray(transform))
    return unpackTree(args, transform as NestedTransform, revive, '') as unknown[]
  const copy = args.slice()
  for (const index of transform as number[]) copy[index] = revive(copy[index] as Id, String(index))
  return copy
}

function unpackTree(
  container: unknown,
  transform: NestedTransform,
  revive: (id: Id, path: string) => unknown,
  prefix: string,
): unknown {
  const copy = copyOf(container as Record<string, unknown>)
  for (const [key, mark] of Object.entries(transform)) {
    const path = prefix + key
    define(
      copy,
      key,
      mark === 1 ? revive(copy[key] as Id, path) : unpackTree(copy[key], mark, revive, `${path}.`),
    )
  }
  return copy
}

/** Sets an own property, also one named `__proto__`. */
function define(target: object, key: string, value: unknown): void {
  if (key !== '__proto__') (target as Record<string, unknown>)[key] = value
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

/** Arrays and objects that may hold functions; dates, maps, binaries and the like pass as they are. */
function isContainer(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.prototype.toString.call(value) === '[object Object]'
  )
}
