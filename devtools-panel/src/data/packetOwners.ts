import type { CallRecord, Log, PacketRecord, TapView } from '@iorpc/tap'

/** Whose calls there are, by what packets tell about them. Looks at each call once. */
interface OwnerIndex {
  /** Number of the next call to look at. */
  next: number
  /** By the id of a call or of the callback that it calls. */
  byId: Map<PacketRecord['id'], string>
  /** Calls that nobody answers have no id, only a packet. */
  bySeq: Map<number, string>
}

const indexes = new WeakMap<TapView, OwnerIndex>()

/** The component that made the call, or the callback, that a packet belongs to. */
export function ownerOf(tap: TapView, { seq, id, callId, kind }: PacketRecord): string | undefined {
  const { byId, bySeq } = indexOf(tap, tap.store.getState().calls)
  if (callId !== false) return byId.get(callId)
  return bySeq.get(seq) ?? (kind === 'unbind' || kind === 'callback' ? byId.get(id) : undefined)
}

function indexOf(tap: TapView, calls: Log<CallRecord>): OwnerIndex {
  let index = indexes.get(tap)
  // Owners of calls that are forgotten go too, all at once when they may be as many as the others.
  if (!index || index.byId.size + index.bySeq.size > 4 * calls.length + 1000 || index.next > calls.total) {
    index = { next: 0, byId: new Map(), bySeq: new Map() }
    indexes.set(tap, index)
  }
  for (let seq = Math.max(index.next, calls.firstSeq); seq < calls.total; seq++) {
    const call = calls.get(seq)
    const owner = call?.owner?.name
    if (!call || owner === undefined) continue
    if (call.id !== false) index.byId.set(call.id, owner)
    if (call.bindingId !== undefined) index.byId.set(call.bindingId, owner)
    if (call.requestSeq !== undefined) index.bySeq.set(call.requestSeq, owner)
  }
  index.next = calls.total
  return index
}
