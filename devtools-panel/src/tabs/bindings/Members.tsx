import type { BindingGroup, BindingRecord } from '@iorpc/tap'
import { useRef } from 'react'
import { formatAge, formatCount } from '../../ui/format.js'
import { Icon } from '../../ui/Icon.js'
import { VerdictBadge } from '../../ui/VerdictBadge.js'
import { VirtualGrid, type Column } from '../../ui/VirtualGrid.js'
import { askId, useGoTo } from '../useGoTo.js'

interface MembersProps {
  group: BindingGroup
  now: number
  /** Key of the selected member. */
  selected: string | undefined
  onSelect(key: string | undefined): void
  /** Absent where the connection cannot be reached. */
  onUnbind: ((key: string) => boolean) | undefined
}

interface Member {
  record: BindingRecord
  age: string
  lastCalled: string
}

/** The live bindings of a group, one by one. */
export function Members({ group, now, selected, onSelect, onUnbind }: MembersProps) {
  const goTo = useGoTo()
  const list = useRef<HTMLDivElement>(null)
  const { members } = group
  const index = selected === undefined ? -1 : indexOfKey(group, selected)
  const record = index < 0 ? undefined : members.at(index)
  return (
    <>
      <h3>Live bindings</h3>
      <div className="members" ref={list}>
        <VirtualGrid
          label="Live bindings of the group"
          columns={columns}
          rows={{
            length: members.length,
            offset: 0,
            at: (place) => toMember(members.at(place), now),
          }}
          selected={index < 0 ? undefined : index}
          onSelect={(_, member) => onSelect(member.record.key)}
          onDismiss={() => onSelect(undefined)}
          empty={<p>All are unbound.</p>}
        />
      </div>
      {record && (
        <div className="actions">
          {onUnbind && (
            <button
              type="button"
              className="button"
              data-tone="danger"
              onClick={() => {
                onUnbind(record.key)
                list.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
              }}
            >
              <Icon name="unbind" size={14} /> Unbind #{String(record.id)}
            </button>
          )}
          <button
            type="button"
            className="button"
            onClick={() => goTo('packets', askId('binding', record.id))}
          >
            Its packets
          </button>
        </div>
      )}
    </>
  )
}

const columns: readonly Column<Member>[] = [
  {
    key: 'id',
    label: 'Id',
    width: 'minmax(52px, 1fr)',
    cell: ({ record }) => <code>#{String(record.id)}</code>,
  },
  {
    key: 'owner',
    label: 'Owner',
    width: 'minmax(70px, 1fr)',
    from: 490,
    cell: ({ record }) =>
      `${record.owner?.name ?? '—'}${record.owner?.unmountedAt === undefined ? '' : ' (gone)'}`,
  },
  {
    key: 'verdict',
    label: 'Verdict',
    width: '96px',
    cell: ({ record }) => <VerdictBadge verdict={record.verdict} />,
  },
  { key: 'age', label: 'Age', width: '48px', align: 'end', cell: ({ age }) => age },
  {
    key: 'calls',
    label: 'Calls',
    width: '44px',
    align: 'end',
    cell: ({ record }) => formatCount(record.calls),
  },
  {
    key: 'last',
    label: 'Last call',
    width: '76px',
    align: 'end',
    from: 420,
    cell: ({ lastCalled }) => lastCalled,
  },
]

function toMember(record: BindingRecord | undefined, now: number): Member | undefined {
  return (
    record && {
      record,
      age: formatAge(now - record.createdAt),
      lastCalled: record.lastCalledAt === undefined ? 'never' : `${formatAge(now - record.lastCalledAt)} ago`,
    }
  )
}

function indexOfKey({ members }: BindingGroup, key: string): number {
  for (let index = 0; index < members.length; index++) if (members.at(index)?.key === key) return index
  return -1
}
