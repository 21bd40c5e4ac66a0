import { IorpcError } from './errors.js'
import type { AnyFn } from './functions.js'
import { isId } from './packet.js'
import type { Id } from './types.js'

/** Neighbours in the order of use. */
interface Link {
  /** `undefined` once it has left the table. */
  older: Link | undefined
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

/** What became of an id: a released callback, a call that was given up, one whose answer carried functions. */
export type Past = 'released' | 'abandoned' | 'answered'

const REMEMBERED = 1024
const ID_TRIES = 100

/** An id and its text are the same key; `NaN` never is one. */
export function keyOf(id: Id): Id {
  if (typeof id === 'number') return id
  const first = id.charCodeAt(0)
  const number = (first >= 48 && first <= 57) || first === 45 ? Number(id) : NaN
  return Number.isNaN(number) ? id : number
}

/**
 * Numbers that fit a small integer on every engine: `2^29` to `2^30`. The step is random too, so that two pairs on one
 * channel do not run through the same ids side by side.
 */
export function idSequence(): (role: number) => Id {
  const mask = 0xfffffff
  const random = () => Math.floor(Math.random() * mask)
  let state = random()
  const step = random() | 1
  return (role) => {
    state = (state + step) & mask
    return 0x20000000 + state * 2 + role
  }
}

export type Bindings = ReturnType<typeof createBindings>

/** The table of live ids. Adding, finding and evicting cost the same however many there are. */
export function createBindings(nextId: (role: number) => Id) {
  const calls = new Map<Id, Waiter>()
  const callbacks = new Map<Id, Callback>()
  const byFunction = new Map<AnyFn, Set<Callback>>()
  const past = new Map<Id, Past>()
  const ends = {} as Link & { older: Link }
  ends.older = ends.newer = ends

  const newId = (role: number): Id => {
    for (let tries = 0; tries < ID_TRIES; tries++) {
      const id = nextId(role)
      if (isId(id) && !calls.has(keyOf(id)) && !callbacks.has(keyOf(id))) return id
    }
    throw new IorpcError('IORPC_NO_ID', `cbIdGenerator gave no free id in ${ID_TRIES} tries`)
  }

  const append = <T extends Link>(link: T): T => {
    link.older = ends.older
    link.newer = ends
    return (ends.older.newer = ends.older = link)
  }

  const unlink = (link: Link, older: Link) => {
    older.newer = link.newer
    link.newer.older = older
  }

  return {
    calls,
    callbacks,
    past,

    addCall(kind: 'call' | 'cb', method: string, resolve?: (value: unknown) => void): Waiter {
      const id = newId(CALL)
      const links = { older: ends, newer: ends }
      const waiter = append({
        ...links,
        id,
        kind,
        method,
        resolve,
        bound: undefined,
        isScoped: false,
        cleanup: undefined,
      })
      calls.set(keyOf(id), waiter)
      return waiter
    },

    addCallback(fn: AnyFn): Callback {
      const callback = append({ id: newId(FUNCTION), fn, older: ends, newer: ends })
      callbacks.set(keyOf(callback.id), callback)
      const same = byFunction.get(fn)
      if (same) same.add(callback)
      else byFunction.set(fn, new Set([callback]))
      return callback
    },

    /** @returns false when it has left the table before */
    remove(entry: Waiter | Callback): boolean {
      if (!entry.older) return false
      unlink(entry, entry.older)
      entry.older = undefined
      if (!entry.fn) return calls.delete(keyOf(entry.id))
      const same = byFunction.get(entry.fn)
      same?.delete(entry)
      if (!same?.size) byFunction.delete(entry.fn)
      return callbacks.delete(keyOf(entry.id))
    },

    /** It has just been used. */
    touch(entry: Callback): void {
      if (entry.older) unlink(entry, entry.older)
      append(entry)
    },

    oldest: () => ends.newer as Waiter | Callback,

    /** Every callback under which `fn` was sent. */
    of: (fn: AnyFn): Callback[] => [...(byFunction.get(fn) ?? [])],

    /** Keeps in mind, for a while, what became of an id. */
    remember(id: Id, fate: Past): void {
      past.set(keyOf(id), fate)
      if (past.size > REMEMBERED) past.delete(past.keys().next().value as Id)
    },
  }
}
