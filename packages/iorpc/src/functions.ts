import { IorpcError } from './errors.js'
import { isObject, MAX_DEPTH } from './packet.js'
import type { Id, NestedTransform, Packet } from './types.js'

export type AnyFn = (...args: never[]) => unknown

type Path = readonly string[]

/** Gives a function of a packet its id. */
export type Bind<Carrier> = (fn: AnyFn, carrier: Carrier, path: Path) => Id

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
 * @throws `IorpcError` `IORPC_BAD_VALUE` when values are nested deeper than `MAX_DEPTH`
 */
export const packNested: Pack = (args, carrier, bind) => {
  /** Objects without functions, and those that are being walked: a cycle passes by reference. */
  const clean = new Set<object>()

  const walk = (value: unknown, path: Path): [packed: unknown, mark: 1 | NestedTransform] | undefined => {
    if (typeof value === 'function') return [bind(value as AnyFn, carrier, path), 1]
    if (!isContainer(value) || clean.has(value)) return undefined
    if (path.length > MAX_DEPTH) {
      throw new IorpcError('IORPC_BAD_VALUE', `Values are nested deeper than ${MAX_DEPTH} levels`)
    }
    clean.add(value)
    const packed = walkParts(value, path)
    if (packed) clean.delete(value)
    return packed
  }

  const walkParts = (value: Record<string, unknown>, path: Path) => {
    let copy: Record<string, unknown> | undefined
    const marks = {}
    for (const key of Object.keys(value)) {
      const inner = value[key]
      const part = mayHold(inner) && walk(inner, [...path, key])
      if (!part) continue
      copy ??= copyOf(value)
      define(copy, key, part[0])
      define(marks, key, part[1])
    }
    return copy && ([copy, marks] as [unknown, NestedTransform])
  }

  const transform: NestedTransform = {}
  args.forEach((value, index) => {
    const part = mayHold(value) && walk(value, [String(index)])
    if (part) [args[index], transform[index]] = part
  })
  return transform
}

/**
 * Puts a function in the place of each id. Copies what it changes: several pairs may receive the same packet.
 *
 * @param transform has been checked against `args`
 */
export function unpack(
  args: unknown[],
  transform: Packet['argsTransform'],
  revive: (id: Id, path: Path) => unknown,
): unknown[] {
  const placeAll = (container: Record<string, unknown>, marks: object, path: Path) => {
    const copy = copyOf(container)
    for (const [key, mark] of Object.entries(marks) as [string, 1 | object][]) {
      const here = [...path, key]
      define(
        copy,
        key,
        mark === 1 ? revive(copy[key] as Id, here) : placeAll(copy[key] as typeof copy, mark, here),
      )
    }
    return copy
  }
  if (!Array.isArray(transform)) return placeAll(args as never, transform, []) as never
  const copy = args.slice()
  for (const index of transform as number[]) copy[index] = revive(copy[index] as Id, [String(index)])
  return copy
}

const copyOf = (value: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(value) ? (value.slice() as unknown as Record<string, unknown>) : { ...value }

/** Sets an own property, also one named `__proto__`. */
function define(target: object, key: string, value: unknown): void {
  if (key !== '__proto__') (target as Record<string, unknown>)[key] = value
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

const mayHold = (value: unknown) => typeof value === 'function' || isObject(value)

/** Arrays and objects that may hold functions; dates, maps, binaries and the like pass as they are. */
const isContainer = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
