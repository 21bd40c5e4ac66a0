import { bind, type Carrier } from './callbacks.js'
import { define, IorpcError, tagOf } from './errors.js'
import { isObject, MAX_DEPTH } from './packet.js'
import type { State } from './state.js'
import type { Id, NestedTransform, Packet } from './types.js'

export type AnyFn = (...args: never[]) => unknown

/** An array or object as its properties. */
type Parts = Record<string, unknown>

const isFunction = (value: unknown): value is AnyFn => typeof value === 'function'

/**
 * Replaces the functions in `args` by their ids. Changes the array itself, never what is in it: what holds a function is
 * copied, the rest is passed by reference. Ids are given depth first, in key order.
 *
 * @throws `IorpcError` `IORPC_BAD_VALUE` when a function is nested deeper than `MAX_DEPTH`
 */
export function pack(state: State, args: unknown[], carrier: Carrier | undefined): Packet['argsTransform'] {
  if (state.allowNestedFunctions) return carrier && args.some(mayHold) ? packTree(state, args, carrier) : {}
  const indices: number[] = []
  for (let index = 0; carrier && index < args.length; index++) {
    const value = args[index]
    if (!isFunction(value)) continue
    args[index] = bind(state, value, carrier, String(index))
    indices.push(index)
  }
  return indices
}

/** A copy with ids in the places of functions, and their marks; nothing when there are none. */
type Walked = [Parts, NestedTransform] | undefined

function packTree(state: State, args: unknown[], carrier: Carrier) {
  /** Objects without functions, and those that are being walked: a cycle passes by reference. */
  const clean = new Set<object>()

  const walk = (source: Parts, prefix: string, depth: number, target?: Parts): Walked => {
    clean.add(source)
    const marks = {}
    for (const key of Object.keys(source)) {
      const value = source[key]
      if (isFunction(value) && depth > MAX_DEPTH)
        throw new IorpcError('IORPC_BAD_VALUE', `A function is nested deeper than ${MAX_DEPTH} levels`)
      const part = isFunction(value)
        ? ([bind(state, value, carrier, prefix + key), 1] as const)
        : isContainer(value) && !clean.has(value) && walk(value, `${prefix + key}.`, depth + 1)
      if (!part) continue
      target ??= copyOf(source)
      set(target, key, part[0])
      set(marks, key, part[1])
    }
    if (target) clean.delete(source)
    return target && [target, marks]
  }
  return walk(args as never, '', 1, args as never)?.[1] ?? {}
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
  if (Array.isArray(transform)) {
    const copy = args.slice()
    for (const index of transform as number[]) copy[index] = revive(copy[index] as Id, String(index))
    return copy
  }
  const place = (source: Parts, marks: object, prefix: string) => {
    const copy = copyOf(source)
    for (const [key, mark] of Object.entries(marks) as [string, 1 | object][]) {
      const value = copy[key]
      const path = prefix + key
      set(copy, key, mark === 1 ? revive(value as Id, path) : place(value as Parts, mark, `${path}.`))
    }
    return copy
  }
  return place(args as never, transform, '') as never
}

/** Sets an own property, also one named `__proto__`. */
function set(target: Parts, key: string, value: unknown): void {
  if (key === '__proto__') define(target, key, value, true)
  else target[key] = value
}

/** An array is copied by its keys: it may have named properties, and billions of holes. */
function copyOf(value: Parts): Parts {
  if (!Array.isArray(value)) return { ...value }
  const copy: unknown[] = []
  copy.length = value.length
  for (const [key, part] of Object.entries(value)) set(copy as never, key, part)
  return copy as never
}

const mayHold = (value: unknown) => isObject(value) || isFunction(value)

/** Arrays and objects that may hold functions; dates, maps, binaries and the like pass as they are. */
const isContainer = (value: unknown): value is Parts =>
  isObject(value) && (Array.isArray(value) || tagOf(value) === 'Object')
