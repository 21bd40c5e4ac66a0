import type { PacketRecord } from '@iorpc/tap'
import { previewToCode, previewToJson } from '../../ui/previewText.js'

export function packetAsJson(record: PacketRecord): string {
  const { direction, kind, name, id, callId, size, time, preview, functionIds } = record
  const args = preview.map(previewToJson)
  return JSON.stringify(
    { direction, kind, name, id, callId, size, time: new Date(time).toISOString(), args, functionIds },
    undefined,
    2,
  )
}

/** The call as it would be written; `undefined` for a packet that is no call of a name. */
export function packetAsCode({ kind, name, callId, preview }: PacketRecord): string | undefined {
  if (kind !== 'call') return undefined
  const target = /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
  const args = preview.map(previewToCode).join(', ')
  return callId === false ? `remote.noWait${target}(${args})` : `await remote${target}(${args})`
}
