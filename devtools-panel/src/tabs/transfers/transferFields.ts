import type { TransferRecord } from '@iorpc/tap'
import { type Row } from '../../data/logView.js'
import { connectionField, directionField, methodField, startedField } from '../../filter/commonFields.js'
import { type Vocabulary } from '../../filter/fields.js'
import { stateOf, transferStates } from './transferState.js'

/** What can be asked about transfers. */
export const transferVocabulary: Vocabulary<Row<TransferRecord>> = {
  rows: 'transfers',
  fields: [
    directionField,
    {
      key: 'status',
      type: 'choice',
      choices: transferStates,
      help: 'active, stalled or done',
      read: ({ record }) => stateOf(record),
    },
    methodField,
    { key: 'id', type: 'id', help: 'id of that call', read: ({ record }) => record.callId },
    connectionField,
    startedField,
    {
      key: 'size',
      type: 'size',
      help: 'of the whole value: size>1m',
      read: ({ record }) => record.totalBytes ?? record.bytes,
    },
  ],
  text: ({ tap, record }) => `${record.name ?? ''} ${tap.name}`,
}
