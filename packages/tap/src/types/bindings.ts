import type { Id, ReleaseReason } from 'iorpc'
import type { List } from './log.js'

/** A component or other scope that was announced, or guessed from a stack. */
export interface OwnerRecord {
  /** Unique in this tap. */
  readonly id: number
  /** Of the component, or as it was announced. */
  readonly name: string
  /** `false`: guessed from the creation stack; nothing is known about its life then. */
  readonly declared: boolean
  /** In milliseconds since 1970, with fractions, as all times of a tap. */
  readonly mountedAt: number
  /** `undefined` while it is mounted. */
  readonly unmountedAt: number | undefined
}

/**
 * The place in the code that made a binding: in the code that runs, and after the first look, where the page's server has
 * a source map, in the code as it was written.
 */
export interface Site {
  /** Address of the script, without query. */
  readonly file: string
  /** From 1 on. */
  readonly line: number
  /** From 1 on. */
  readonly column: number
  /** Function that it is in. */
  readonly functionName: string | undefined
}

/** The rules are in the README. In order of weight. */
export type Verdict = 'LEAK' | 'ORPHAN' | 'GROWING' | 'DUPLICATE' | 'TRIMMED' | 'IDLE'

/** A function that got an id: one of this side that was sent, or one of the other side that arrived. */
export interface BindingRecord {
  /** Unique in this tap: `epoch:side:id`. */
  readonly key: string
  /** The life of the connection that it belongs to: 1 is the first. */
  readonly epoch: number
  /** `own`: a function of this side. `held`: a function of the other side. */
  readonly side: 'own' | 'held'
  /** What packets call it by. */
  readonly id: Id
  /** Name of the function; its place in the call when it has none. */
  readonly name: string
  /** The function whose arguments or result carried it. */
  readonly method: string
  /** The call that carried it; `false` when nobody waits for that. */
  readonly callId: Id | false
  /** Place in the arguments or result, such as `0` or `1.onProgress`. */
  readonly path: string
  /** Where it was made. `undefined` if that is not known. */
  readonly site: Site | undefined
  /** Frames of the creation, one a line, without those of the library. */
  readonly stack: string | undefined
  /** The component that it belongs to. `undefined` if none is known. */
  readonly owner: OwnerRecord | undefined
  /** Key of its group. */
  readonly group: string
  /** When it was sent or received. */
  readonly createdAt: number
  /** Times called. */
  readonly calls: number
  /** `undefined` if it was never called. */
  readonly lastCalledAt: number | undefined
  /** Who keeps it alive, in words. */
  readonly heldBy: string
  /** `undefined` while it is bound. */
  readonly releasedAt: number | undefined
  /** `collected`: a function of the other side was dropped here without `unbind()`; the other side may still keep it. */
  readonly releaseReason: ReleaseReason | 'collected' | undefined
  /** The heaviest that fits; `undefined` if nothing is wrong. */
  readonly verdict: Verdict | undefined
}

/** Bindings that were made at one place of the code, or, without a stack, by one argument of one function. */
export interface BindingGroup {
  /** Unique in this tap. */
  readonly key: string
  /** As of its members. */
  readonly side: 'own' | 'held'
  /** As of its members. */
  readonly site: Site | undefined
  /** Name of the function. */
  readonly name: string
  /** The function whose arguments or result carried them. */
  readonly method: string
  /** Their place there, such as `0` or `1.onProgress`. */
  readonly path: string
  /** Name of the owner, declared or guessed. */
  readonly owner: string | undefined
  /** Live bindings. */
  readonly count: number
  /** Bindings ever made. */
  readonly total: number
  /** Mounts and unmounts of owners that made bindings here. */
  readonly mounts: number
  /** Unmounts of these. */
  readonly unmounts: number
  /** The heaviest of its members and of itself. */
  readonly verdict: Verdict | undefined
  /** The verdict in one sentence with its numbers. */
  readonly reason: string | undefined
  /** When the oldest live member was made. */
  readonly oldestAt: number | undefined
  /** Live count over time, with the owner's ticks; bounded, oldest first. */
  readonly samples: readonly GroupSample[]
  /** Live members, oldest first. */
  readonly members: List<BindingRecord>
}

/** The live count of a group at one moment. */
export interface GroupSample {
  readonly time: number
  /** Live bindings from then on. */
  readonly count: number
  /** What an owner did then. `undefined` if only the count has changed. */
  readonly tick: 'mount' | 'unmount' | undefined
}
