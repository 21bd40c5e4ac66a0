import { type Connection } from '../../data/frame.js'
import { verdictOf, verdictWords } from '../../data/verdicts.js'
import { connectionField } from '../../filter/commonFields.js'
import { type Vocabulary } from '../../filter/fields.js'

/** What can be asked about connections. */
export const connectionVocabulary: Vocabulary<Connection> = {
  rows: 'connections',
  fields: [
    connectionField,
    {
      key: 'status',
      type: 'choice',
      choices: ['idle', 'open', 'closed'],
      help: 'idle, open or closed',
      read: ({ state }) => state.status,
    },
    {
      key: 'where',
      type: 'choice',
      choices: ['window', 'iframe', 'worker', 'node', 'file'],
      help: 'where its tap runs',
      read: ({ tap }) => tap.context,
    },
    {
      key: 'calls',
      type: 'count',
      help: 'calls that wait: calls>10',
      read: ({ state }) => state.counts.calls,
    },
    {
      key: 'callbacks',
      type: 'count',
      help: 'callbacks that are bound: callbacks>100',
      read: ({ state }) => state.counts.callbacks,
    },
    {
      key: 'dropped',
      type: 'count',
      help: 'packets that came to nothing: dropped>0',
      read: ({ state }) => state.counts.dropped,
    },
    {
      key: 'late',
      type: 'count',
      help: 'packets for what this side had given up: late>0',
      read: ({ state }) => state.counts.late ?? 0,
    },
    {
      key: 'size',
      type: 'size',
      help: 'bytes in both directions: size>1m',
      read: ({ state }) => state.counts.bytesIn + state.counts.bytesOut,
    },
    {
      key: 'verdict',
      type: 'choice',
      choices: verdictWords,
      help: 'has such bindings',
      read: ({ state }) => verdictWords.filter((word) => state.verdicts[verdictOf(word)] > 0),
    },
  ],
  text: ({ tap, state }) => `${tap.name} ${tap.context} ${state.status} ${state.closeReason ?? ''}`,
}
