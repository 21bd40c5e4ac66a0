import { callDuration, callState, type CallRow } from '../../data/callRows.js'
import { connectionField, directionField, methodField, startedField } from '../../filter/commonFields.js'
import { type Vocabulary } from '../../filter/fields.js'

/** What can be asked about calls. */
export const callVocabulary: Vocabulary<CallRow> = {
  rows: 'calls',
  fields: [
    directionField,
    {
      key: 'kind',
      type: 'choice',
      choices: ['call', 'callback', 'cb'],
      help: 'of a name, or of a callback (cb)',
      read: ({ record: { kind } }) => (kind === 'callback' ? [kind, 'cb'] : kind),
    },
    methodField,
    {
      key: 'status',
      type: 'choice',
      choices: ['waiting', 'ok', 'failed', 'aborted', 'sent', 'rejected', 'timeout', 'trimmed', 'closed'],
      help: 'how it went',
      read: ({ record }) => [callState(record), record.outcome ?? ''],
    },
    { key: 'owner', type: 'text', help: 'component that made it', read: ({ record }) => record.owner?.name },
    {
      key: 'duration',
      type: 'duration',
      help: 'until the answer: duration>100ms',
      read: ({ record }) => callDuration(record),
    },
    startedField,
    {
      key: 'binding',
      type: 'id',
      help: 'calls of this callback',
      read: ({ record }) => (record.bindingId === undefined ? undefined : String(record.bindingId)),
    },
    {
      key: 'id',
      type: 'id',
      help: 'id of the call',
      read: ({ record }) => (record.id === false ? undefined : String(record.id)),
    },
    connectionField,
  ],
  text: ({ tap, record }) =>
    `${record.name} ${record.passedTo?.method ?? ''} ${record.owner?.name ?? ''} ${record.error ?? ''} ${tap.name}`,
}
