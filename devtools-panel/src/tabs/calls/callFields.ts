import { callDuration, callState, type CallRow } from '../../data/callRows.js'
import { type Connection } from '../../data/frame.js'
import { type Vocabulary } from '../../filter/fields.js'

/** What can be asked about calls. */
export const callVocabulary: Vocabulary<CallRow> = {
  rows: 'calls',
  fields: [
    {
      key: 'dir',
      type: 'choice',
      choices: ['in', 'out'],
      help: 'made there, or here',
      read: ({ record }) => record.direction,
    },
    {
      key: 'kind',
      type: 'choice',
      choices: ['call', 'callback', 'cb'],
      help: 'of a name, or of a callback (cb)',
      read: ({ record }) => (record.kind === 'call' ? 'call' : ['callback', 'cb']),
    },
    { key: 'method', type: 'text', help: 'name of the function', read: ({ record }) => record.name },
    {
      key: 'status',
      type: 'choice',
      choices: ['waiting', 'ok', 'failed', 'sent', 'rejected', 'timeout', 'aborted', 'trimmed', 'closed'],
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
    {
      key: 'age',
      type: 'duration',
      help: 'since it was made: age<30s',
      read: ({ record }) => Date.now() - record.startedAt,
    },
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
    { key: 'connection', type: 'text', help: 'name of the connection', read: ({ tap }) => tap.name },
  ],
  text: ({ tap, record }) => `${record.name} ${record.owner?.name ?? ''} ${record.error ?? ''} ${tap.name}`,
}

const looksAt = 500

/** Values of a filter key in the newest calls. */
export function sampleCalls(connections: readonly Connection[], key: string): readonly string[] {
  const values = new Set<string>()
  for (const { tap, state } of connections) {
    if (key === 'connection') values.add(tap.name)
    for (let index = Math.max(0, state.calls.length - looksAt); index < state.calls.length; index++) {
      const record = state.calls.at(index)
      if (!record) continue
      if (key === 'method') values.add(record.name)
      if (key === 'owner' && record.owner) values.add(record.owner.name)
    }
  }
  return [...values]
}
