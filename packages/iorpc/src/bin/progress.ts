import type { Packet, TransferProgress } from '../types.js'

type Listener = (progress: TransferProgress) => void
type Counts = Omit<TransferProgress, 'direction' | 'apiFunc' | 'callId'>

export type ReportProgress = (direction: 'in' | 'out', packet: unknown, counts: Counts) => void

/** Tells listeners about chunks; what they throw is ignored. */
export function reportTo(listeners: ReadonlySet<Listener>): ReportProgress {
  return (direction, packet, counts) => {
    if (listeners.size === 0) return
    const progress = { direction, ...counts, ...callOf(packet) }
    for (const listener of listeners) {
      try {
        listener(progress)
      } catch {
        // Who watches a transfer must not break it.
      }
    }
  }
}

/** A reply has no id of its own: `apiFunc` is that of its call. */
function callOf(packet: unknown): Pick<TransferProgress, 'apiFunc' | 'callId'> {
  const { apiFunc, cbId, kind } = Object(packet) as Partial<Packet>
  const isReply = kind ? kind === 'cb' : apiFunc && !isNaN(Number(apiFunc))
  const callId = cbId || cbId === 0 ? cbId : isReply ? apiFunc : undefined
  return { apiFunc: String(apiFunc ?? ''), callId: callId === undefined ? callId : String(callId) }
}
