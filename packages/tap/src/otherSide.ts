import type { Id } from 'iorpc'
import type { CallLog } from './callLog.js'
import type { Epoch } from './epoch.js'
import { keyOf } from './packet.js'

/** What a tap tells the tap of the other side. */
export interface SideIds {
  /** Of live bindings. */
  own: Id[]
  held: Id[]
  /** Of the newest calls. */
  calls: Id[]
}

/** The other side as it was at a moment. */
export interface OtherSide {
  /** Id of its tap. */
  readonly tap: string
  readonly own: ReadonlySet<Id>
  readonly held: ReadonlySet<Id>
  readonly calls: ReadonlySet<Id>
  readonly time: number
}

const callsTold = 200
/** The other side may be some calls behind. */
const callsSearched = 2000

export function idsOf(epoch: Epoch, calls: CallLog): SideIds {
  return { own: [...epoch.own.keys()], held: [...epoch.held.keys()], calls: newestIds(calls, callsTold) }
}

/**
 * Whether both are ends of one connection: taps of one name may belong to several, in this page or in another tab of the
 * same app. Ids are random, so that one in common proves it.
 */
export function isOtherEnd(epoch: Epoch, calls: CallLog, other: OtherSide): boolean {
  if (epoch.otherEnds.has(other.tap)) return true
  const isKnown =
    hasOneOf(epoch.own.keys(), other.held) ||
    hasOneOf(epoch.held.keys(), other.own) ||
    hasOneOf(newestIds(calls, callsSearched), other.calls)
  if (isKnown) epoch.otherEnds.add(other.tap)
  return isKnown
}

function hasOneOf(ids: Iterable<Id>, others: ReadonlySet<Id>): boolean {
  if (others.size > 0) for (const id of ids) if (others.has(id)) return true
  return false
}

function newestIds(calls: CallLog, most: number): Id[] {
  const ids: Id[] = []
  for (let seq = calls.total - 1; seq >= Math.max(calls.firstSeq, calls.total - most); seq--) {
    const id = calls.get(seq)?.id ?? false
    if (id !== false) ids.push(keyOf(id))
  }
  return ids
}
