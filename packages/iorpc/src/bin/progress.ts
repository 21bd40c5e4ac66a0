import type { Packet, TransferProgress } from '../types.js'

/** How far a value has come; `callOf` adds what it belongs to. */
type Counts = Omit<TransferProgress, 'direction' | 'apiFunc' | 'callId'>

export type ReportProgress = (direction: 'in' | 'out', packet: unknown, counts: Counts) => void

/** The call that a packet belongs to. A reply has no id of its own: `apiFunc` is that of its call. */
export function callOf(packet: unknown): Pick<TransferProgress, 'apiFunc' | 'callId'> {
  const { apiFunc = '', cbId = false, kind } = Object(packet) as Partial<Packet>
  const isReply = kind ? kind === 'cb' : apiFunc && !isNaN(Number(apiFunc))
  const callId = cbId === false && isReply ? apiFunc : cbId
  return { apiFunc: `${apiFunc}`, callId: callId === false ? undefined : `${callId}` }
}
