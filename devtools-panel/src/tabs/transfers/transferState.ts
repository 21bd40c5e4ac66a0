import type { TransferRecord } from '@iorpc/tap'

export const transferStates = ['active', 'stalled', 'done'] as const

export function stateOf({ done, stalled }: TransferRecord): (typeof transferStates)[number] {
  if (done) return 'done'
  return stalled ? 'stalled' : 'active'
}
