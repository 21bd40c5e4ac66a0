import { IorpcError } from './errors.js'
import type { AnyFn } from './functions.js'
import { isId } from './packet.js'
import type { Id } from './types.js'

/** Neighbours in the order of use. */
interface Link {
  older: Link
  newer: Link
}

/** A call that waits for its answer. */
export interface Waiter extends Link {
  readonly fn?: never
  readonly id: Id
  readonly kind: 'call' | 'cb'
  /** The name or id that was called. */
  readonly method: string
  /** Absent for a result function that waits for its acknowledgement. */
  readonly resolve: ((value: unknown) => void) | undefined
  /** Callbacks that were bound for this call. */
  bound: Callback[] | undefined
  /** They go when it settles. */
  isScoped: boolean
  /** Undoes the timer and the abort listener. */
  cleanup: (() => void) | undefined
}

/** A function of this side under the id that the other side calls it by. */
export interface Callback extends Link {
  readonly fn: AnyFn
  readonly id: Id
}

/** Calls get even ids, functions odd ones: an `iorpcUnbind` can mean either, and must not hit the wrong one. */
const CALL = 0
const FUNCTION = 1

/** Ids of callbacks that were released, and of calls that were given up or whose answer carried functions. */
export type Past = 'released' | 'abandoned' | 'answered'

const REMEMBERED = 1024
const ID_TRIES = 100

/** Text of an id and the id itself are the same key. */
export function keyOf(id: Id): Id {
  if (typeof id === 'number') return id
  const first = id.charCodeAt(0)
  const isNumeric = (first >= 48 && first <= 57) || first === 45
  if (!isNumeric) return id
  const number = Number(id)
  return Number.isNaN(number) ? id : number
}

/**
 * Numbers that fit a small integer on every engine: `2^29` to `2^30`. The step is random too, so that two pairs on one
 * channel do not run through the same ids side by side.
 */
export function idSequence(): (role: number) => Id {
  const mask = 0xfffffff
  let state = Math.floor(Math.random() * mask)
  const step = Math.floor(Math.random() * mask) | 1
  return (role) => {
    state = (state + step) & mask
    return 0x20000000 + state * 2 + role
  }
}

export type Bindings = ReturnType<typeof createBindings>

/**
 * The table of live ids. Adding, finding and evicting cost the same however many there are.
 *
 * @param limit most waiters and callbacks at once
 * @param nextId makes ids
 */
export function createBindings(limit: number, nextId: (role: number) => Id) {
  const calls = new Map<Id, Waiter>()
  const callbacks = new Map<Id, Callback>()
  const byFunction = new Map<AnyFn, Callback | Set<Callback>>()
  const past = new Map<Id, Past>()
  const pastRing: Id[] = []
  let pastCursor = 0
  const ends = {} as Link
  ends.older = ends.newer = ends

  const newId = (role: number): Id => {
    for (let tries = 0; tries < ID_TRIES; tries++) {
      const id = nextId(role)
      const key = isId(id) ? keyOf(id) : undefined
      if (key !== undefined && !calls.has(key) && !callbacks.has(key)) return id
    }
    throw new IorpcError('IORPC_NO_ID', `cbIdGenerator gave no free id in ${ID_TRIES} tries`)
  }

  const append = (link: Link) => {
    link.older = ends.older
    link.newer = ends
    ends.older.newer = ends.older = link
  }

  const unlink = (link: Link) => {
    link.older.newer = link.newer
    link.newer.older = link.older
  }

  /** Removes the least recently used beyond the limit and returns them. */
  const trim = (): (Waiter | Callback)[] => {
    const evicted: (Waiter | Callback)[] = []
    while (calls.size + callbacks.size > limit) {
      const oldest = ends.newer as Waiter | Callback
      remove(oldest)
      evicted.push(oldest)
    }
    return evicted
  }

  const forgetFunction = (callback: Callback) => {
    const known = byFunction.get(callback.fn)
    if (known instanceof Set) {
      known.delete(callback)
      if (known.size > 0) return
    }
    byFunction.delete(callback.fn)
  }

  /** Does nothing when it is no longer in the table. */
  const remove = (entry: Waiter | Callback): boolean => {
    const key = keyOf(entry.id)
    if (entry.fn) {
      if (callbacks.get(key) !== entry) return false
      callbacks.delete(key)
      forgetFunction(entry)
    } else {
      if (calls.get(key) !== entry) return false
      calls.delete(key)
    }
    unlink(entry)
    return true
  }

  return {
    calls,
    callbacks,
    past,
    remove,
    trim,

    /** Counts from here on; `trim` has to follow once its packet is complete. */
    addCall(kind: 'call' | 'cb', method: string, resolve?: (value: unknown) => void): Waiter {
      const waiter: Waiter = {
        id: newId(CALL),
        kind,
        method,
        resolve,
        bound: undefined,
        isScoped: false,
        cleanup: undefined,
        older: ends,
        newer: ends,
      }
      append(waiter)
      calls.set(keyOf(waiter.id), waiter)
      return waiter
    },

    addCallback(fn: AnyFn): Callback {
      const callback: Callback = { id: newId(FUNCTION), fn, older: ends, newer: ends }
      append(callback)
      callbacks.set(keyOf(callback.id), callback)
      const known = byFunction.get(fn)
      if (known === undefined) byFunction.set(fn, callback)
      else if (known instanceof Set) known.add(callback)
      else byFunction.set(fn, new Set([known, callback]))
      return callback
    },

    touch(entry: Waiter | Callback): void {
      unlink(entry)
      append(entry)
    },

    /** Every callback under which `fn` was sent. */
    of(fn: AnyFn): Callback[] {
      const known = byFunction.get(fn)
      return known instanceof Set ? [...known] : known ? [known] : []
    },

    /** Keeps in mind, for a while, what became of an id. */
    remember(id: Id, fate: Past): void {
      const key = keyOf(id)
      const forgotten = pastRing[pastCursor]
      if (forgotten !== undefined) past.delete(forgotten)
      pastRing[pastCursor] = key
      pastCursor = (pastCursor + 1) % REMEMBERED
      past.set(key, fate)
    },
  }
}
