import type { BindingRecord } from '@iorpc/tap'
import { type Connection } from '../../data/frame.js'
import { type Filter } from '../../filter/compile.js'
import { parseFilter } from '../../filter/parse.js'
import { formatTime } from '../../ui/format.js'
import { NoConnection } from '../NoConnection.js'
import { type GroupRow } from './groupRows.js'

interface EmptyBindingsProps {
  connections: readonly Connection[]
  filter: Filter<GroupRow>
  total: number
}

/** Why the list is empty. A binding that was asked for by its id may be gone already. */
export function EmptyBindings({ connections, filter, total }: EmptyBindingsProps) {
  const asked = parseFilter(filter.text).terms.find(({ key }) => key === 'binding')?.values[0]
  const released = asked === undefined ? undefined : findReleased(connections, asked)
  if (released) {
    return (
      <p>
        Binding <code>#{asked}</code> ({released.name}) is no longer bound:{' '}
        {released.releaseReason ?? 'released'}
        {released.releasedAt !== undefined && ` at ${formatTime(released.releasedAt)}`}.
      </p>
    )
  }
  if (total > 0) return <p>No binding matches the filter.</p>
  if (connections.length === 0) return <NoConnection />
  return (
    <p>Nothing is bound. Functions that cross the connection appear here, and leave when they are unbound.</p>
  )
}

function findReleased(connections: readonly Connection[], id: string): BindingRecord | undefined {
  for (const { state } of connections) {
    for (let index = state.released.length - 1; index >= 0; index--) {
      const record = state.released.at(index)
      if (record && String(record.id) === id) return record
    }
  }
  return undefined
}
