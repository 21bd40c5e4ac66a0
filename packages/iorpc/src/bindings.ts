import { IorpcError } from './errors.js'
import type { AnyFn } from './functions.js'
import { isId, keyOf } from './packet.js'
import type { Id } from './types.js'

/** Neighbours in the order of use. */
interface Link {
  older: Link
  newer: Link
}

interface Entry extends Link {
  id: Id
}

/** A call that waits for its answer. */
export interface Waiter extends Entry {
  readonly fn: undefined
  readonly kind: 'call' | 'cb'
  /** The name or id that was called. */
  readonly method: string
  /** Absent for a result function that waits for its acknowledgement. */
  readonly resolve: ((value: unknown) => void) | undefined
  /** Callbacks that were bound for it. */
  bound: Callback[] | undefined
  /** Called when it has left the table: undoes the timer and the abort listener. */
  cleanup: (() => void) | undefined
}

/** A function of this side under the id that the other side calls it by. */
export interface Callback extends Entry {
  readonly fn: AnyFn
}

/** What became of an id: a released callback, a call that was given up, one whose answer carried functions. */
export type Past = 'released' | 'abandoned' | 'answered'

/** The table of live ids. Adding, finding and evicting cost the same however many there are. */
export interface Table {
  readonly live: Map<Id, Waiter | Callback>
  /** Ids that are no longer live, and those that were so before them: see `remember`. */
  past: Map<Id, Past>
  longPast: Map<Id, Past>
  readonly maxPendingResponses: number
  /** A set when a function was sent more than once. */
  readonly byFunction: Map<AnyFn, Callback | Set<Callback>>
  /** Where the order of use begins and ends. */
  readonly ends: Link
  readonly nextId: (role: number) => Id
  /** How many of the live ones are callbacks. */
  callbacks: number
}

/** Calls get even ids, functions odd ones: an `iorpcUnbind` can mean either, and must not hit the wrong one. */
const CALL = 0
const FUNCTION = 1

/** So many ids more than may be live are remembered, but not without end. */
const REMEMBERED = 1024
const MOST_REMEMBERED = 100_000
const ID_TRIES = 100

/**
 * Numbers that fit a small integer on every engine: `2^29` to `2^30`. The step is random too, so that two pairs on one
 * channel do not run through the same ids side by side.
 */
export function idSequence(): (role: number) => Id {
  const mask = 0xfffffff
  const random = () => Math.random() * mask
  let state = random()
  const step = random() | 1
  return (role) => {
    state = (state + step) & mask
    return 0x20000000 + state * 2 + role
  }
}

export function createTable(maxPendingResponses: number, nextId: (role: number) => Id): Table {
  const ends = {} as Link
  ends.older = ends.newer = ends
  const maps = { live: new Map(), past: new Map(), longPast: new Map(), byFunction: new Map() }
  return { ...maps, maxPendingResponses, ends, nextId, callbacks: 0 }
}

/** Puts it at the end of the order of use. */
function append({ ends }: Table, link: Link): void {
  link.older = ends.older
  link.newer = ends
  ends.older = ends.older.newer = link
}

function unlink({ older, newer }: Link): void {
  older.newer = newer
  newer.older = older
}

/** Gives it an id. */
function add<E extends Waiter | Callback>(table: Table, role: number, entry: E): E {
  for (let tries = 0; tries < ID_TRIES; tries++) {
    const id = table.nextId(role)
    const key = keyOf(id)
    if (!isId(id) || table.live.has(key)) continue
    entry.id = id
    table.live.set(key, entry)
    append(table, entry)
    return entry
  }
  throw new IorpcError('IORPC_NO_ID', 'cbIdGenerator gives no free id')
}

export const addWaiter = (
  table: Table,
  kind: 'call' | 'cb',
  method: string,
  resolve?: (value: unknown) => void,
): Waiter =>
  add(table, CALL, {
    id: 0,
    older: table.ends,
    newer: table.ends,
    fn: undefined,
    kind,
    method,
    resolve,
    bound: undefined,
    cleanup: undefined,
  })

export function addCallback(table: Table, fn: AnyFn): Callback {
  const { ends, byFunction } = table
  const callback = add(table, FUNCTION, { id: 0, older: ends, newer: ends, fn })
  table.callbacks++
  const same = byFunction.get(fn)
  if (same instanceof Set) same.add(callback)
  else byFunction.set(fn, same ? new Set([same, callback]) : callback)
  return callback
}

/** @returns false when it has left the table before */
export function remove(table: Table, entry: Waiter | Callback): boolean {
  const { live, byFunction } = table
  const key = keyOf(entry.id)
  if (live.get(key) !== entry) return false
  live.delete(key)
  unlink(entry)
  if (entry.fn) {
    table.callbacks--
    const same = byFunction.get(entry.fn)
    if (same instanceof Set && same.delete(entry) && same.size > 0) return true
    byFunction.delete(entry.fn)
  }
  return true
}

/** It has just been used. */
export function touch(table: Table, entry: Callback): void {
  unlink(entry)
  append(table, entry)
}

/**
 * Keeps in mind, for a while, what became of an id: of at least as many as may be live, and some more, as all of those may
 * be given up at once. The oldest are forgotten together: finding the single oldest key of a `Map` takes longer, the more
 * have been deleted before it.
 */
export function remember(table: Table, id: Id, fate: Past): void {
  if (table.past.size >= Math.min(table.maxPendingResponses + REMEMBERED, MOST_REMEMBERED)) {
    table.longPast = table.past
    table.past = new Map()
  }
  table.past.set(keyOf(id), fate)
}

/** What became of an id, as far as that is still known. */
export const fateOf = ({ past, longPast }: Table, key: Id): Past | undefined =>
  past.get(key) ?? longPast.get(key)
