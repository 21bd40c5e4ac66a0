import type { PacketRecord } from '@iorpc/tap'
import { type Row } from '../../data/logView.js'
import { ownerOf } from '../../data/packetOwners.js'
import { connectionField, directionField, methodField } from '../../filter/commonFields.js'
import { type Vocabulary } from '../../filter/fields.js'

export type PacketRow = Row<PacketRecord>

/** What can be asked about packets. */
export const packetVocabulary: Vocabulary<PacketRow> = {
  rows: 'packets',
  fields: [
    directionField,
    {
      key: 'kind',
      type: 'choice',
      choices: ['call', 'callback', 'cb', 'reply', 'error', 'unbind', 'other'],
      help: 'call, callback (cb), reply, error, unbind, other',
      read: ({ record: { kind } }) => (kind === 'callback' ? [kind, 'cb'] : kind),
    },
    methodField,
    {
      key: 'owner',
      type: 'text',
      help: 'component whose call or callback it belongs to',
      read: ({ tap, record }) => ownerOf(tap, record),
    },
    {
      key: 'binding',
      type: 'id',
      help: 'calls, carries or gives up this binding',
      read: ({ record }) => bindingIds(record),
    },
    {
      key: 'id',
      type: 'id',
      help: 'id of the call that it makes or answers',
      read: ({ record }) => (record.callId === false ? undefined : String(record.callId)),
    },
    connectionField,
    { key: 'size', type: 'size', help: 'approximate bytes: size>64k', read: (row) => row.record.size },
    {
      key: 'age',
      type: 'duration',
      help: 'time since it passed: age<30s',
      changes: true,
      read: (row) => Date.now() - row.record.time,
    },
  ],
  text: ({ record, tap }) =>
    `${record.name} ${record.passedTo?.method ?? ''} ${record.kind} ${record.id} ${tap.name}`,
}

function bindingIds({ kind, id, functionIds }: PacketRecord): string[] {
  const ids = functionIds.map(String)
  if (kind === 'callback' || kind === 'unbind') ids.push(String(id))
  return ids
}
