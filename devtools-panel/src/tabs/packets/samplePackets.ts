import { type Connection } from '../../data/frame.js'

/** Completion needs a taste of what is there, not a scan of everything. */
const looksAt = 500

/** Values of a filter key in the newest packets. */
export function samplePackets(connections: readonly Connection[], key: string): readonly string[] {
  const values = new Set<string>()
  for (const { tap, state } of connections) {
    if (key === 'connection') values.add(tap.name)
    const { packets } = state
    for (let index = Math.max(0, packets.length - looksAt); index < packets.length; index++) {
      const record = packets.at(index)
      if (!record) continue
      if (key === 'method' && record.name) values.add(record.name)
      if (key === 'binding') for (const id of record.functionIds) values.add(String(id))
      if (key === 'id' && record.callId !== false) values.add(String(record.callId))
    }
  }
  return [...values]
}
