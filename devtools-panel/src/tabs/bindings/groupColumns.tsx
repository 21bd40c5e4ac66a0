import type { BindingGroup } from '@iorpc/tap'
import { formatAge, formatCount, plural } from '../../ui/format.js'
import { FunctionName } from '../../ui/FunctionName.js'
import { Sparkline, type Point } from '../../ui/Sparkline.js'
import { VerdictBadge, verdictTone } from '../../ui/VerdictBadge.js'
import { type Column } from '../../ui/VirtualGrid.js'
import { shortSite } from './groupFields.js'
import { type GroupRow } from './groupRows.js'
import { tapLabel } from '../../data/tapLabel.js'

/** The columns of the list of groups: verdict and number first, then who and where. */
export const groupColumns: readonly Column<GroupRow>[] = [
  {
    key: 'verdict',
    label: 'Verdict',
    width: '112px',
    cell: ({ group }) => <VerdictBadge verdict={group.verdict} />,
  },
  {
    key: 'count',
    label: 'Live',
    width: '58px',
    align: 'end',
    cell: ({ group, delta }) => (
      <span className="stack" data-align="end">
        <strong className="big figure">{formatCount(group.count)}</strong>
        {delta !== undefined && (
          <small className="delta" data-tone={delta > 0 ? 'danger' : undefined}>
            {delta > 0 ? `+${formatCount(delta)}` : delta === 0 ? '±0' : `−${formatCount(-delta)}`}
          </small>
        )}
      </span>
    ),
  },
  {
    key: 'owner',
    label: 'Owner and source',
    width: 'minmax(100px, .8fr)',
    cell: ({ group }) => (
      <span className="stack">
        <strong>{group.owner ?? 'unknown owner'}</strong>
        <small title={group.site?.file}>{group.site ? shortSite(group.site) : 'no source'}</small>
      </span>
    ),
  },
  {
    key: 'name',
    label: 'Function',
    width: 'minmax(120px, 1.4fr)',
    from: 480,
    cell: ({ group }) => (
      <span className="stack">
        <span>
          <FunctionName name={group.name} passedTo={group} />
        </span>
        <small className="reason">{group.reason ?? sideText(group)}</small>
      </span>
    ),
  },
  {
    key: 'history',
    label: 'Over time',
    width: '116px',
    from: 670,
    cell: ({ group }) => (
      <Sparkline
        points={groupPoints(group)}
        until={shortlyAfter(group)}
        label={`${plural(group.mounts, 'mount')}, ${plural(group.unmounts, 'unmount')}, ${formatCount(group.count)} live`}
        width={104}
        height={26}
        tone={verdictTone(group.verdict) ?? 'accent'}
      />
    ),
  },
  {
    key: 'age',
    label: 'Oldest',
    width: '60px',
    align: 'end',
    from: 540,
    cell: ({ age }) => (age === undefined ? '—' : formatAge(age)),
  },
  {
    key: 'holder',
    label: 'Held by',
    width: 'minmax(90px, .6fr)',
    from: 770,
    cell: ({ group, tap }) => (
      <span className="stack">
        <span>{group.members.at(0)?.heldBy ?? '—'}</span>
        <small>{tapLabel(tap)}</small>
      </span>
    ),
  },
]

export function groupPoints({ samples }: BindingGroup): Point[] {
  return samples.map(({ time, count, tick }) => ({ time, value: count, tick }))
}

/** Leaves room for the last value; the picture changes only when the group does. */
function shortlyAfter({ samples }: BindingGroup): number {
  const [first, last] = [samples[0]?.time ?? 0, samples.at(-1)?.time ?? 0]
  return last + Math.max(100, (last - first) / 12)
}

export function sideText({ side }: Pick<BindingGroup, 'side'>): string {
  return side === 'own' ? 'ours, called from the other side' : 'theirs, called from here'
}
