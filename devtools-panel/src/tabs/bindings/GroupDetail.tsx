import { useState } from 'react'
import { notify, usePanel } from '../../panel/context.js'
import { CopyButton } from '../../ui/CopyButton.js'
import { DetailPane } from '../../ui/DetailPane.js'
import { formatAge, formatCount, plural } from '../../ui/format.js'
import { FunctionName, passedAs } from '../../ui/FunctionName.js'
import { Icon } from '../../ui/Icon.js'
import { Sparkline } from '../../ui/Sparkline.js'
import { VerdictBadge, verdictTone } from '../../ui/VerdictBadge.js'
import { groupPoints, sideText } from './groupColumns.js'
import { siteText } from './groupFields.js'
import { type GroupRow } from './groupRows.js'
import { groupAsJson, groupAsTest } from './groupText.js'
import { Members } from './Members.js'
import { tapLabel } from '../../data/tapLabel.js'

interface GroupDetailProps {
  row: GroupRow
  now: number
  onClose(): void
}

/** One creation site: what is wrong, since when, who holds it, and what can be done. */
export function GroupDetail({ row, now, onClose }: GroupDetailProps) {
  const panel = usePanel()
  const { group, tap } = row
  const [memberKey, setMemberKey] = useState<string>()
  const oldest = group.members.at(0)
  const { controls } = tap

  function unbindAll() {
    let count = 0
    for (let index = group.members.length - 1; index >= 0; index--) {
      const member = group.members.at(index)
      if (member && controls?.unbind(member.key)) count++
    }
    notify(panel, `${plural(count, 'binding')} unbound.`)
  }

  return (
    <DetailPane
      label="Binding group"
      title={
        <>
          <VerdictBadge verdict={group.verdict} /> <FunctionName name={group.name} passedTo={group} />
        </>
      }
      onClose={onClose}
    >
      {group.reason && <p className="reason">{group.reason}</p>}
      <Sparkline
        points={groupPoints(group)}
        until={now}
        label={`Live bindings over time, now ${formatCount(group.count)}`}
        width={360}
        height={56}
        tone={verdictTone(group.verdict) ?? 'accent'}
      />
      {group.mounts + group.unmounts > 0 && (
        <p className="quiet legend">
          <i data-tick="mount" /> {plural(group.mounts, 'mount')} <i data-tick="unmount" />{' '}
          {plural(group.unmounts, 'unmount')}
        </p>
      )}
      <dl className="facts">
        <dt>Owner</dt>
        <dd>{ownerText(group.owner, oldest?.owner?.declared)}</dd>
        <dt>Made at</dt>
        <dd>
          {group.site ? (
            <code>{siteText(group.site)}</code>
          ) : (
            'unknown: no code of the app was running, or stacks are not recorded'
          )}
          {group.site?.functionName && (
            <>
              {' in '}
              <code>{group.site.functionName}</code>
            </>
          )}
        </dd>
        <dt>Passed as</dt>
        <dd>
          <code>{passedAs(group)}</code>, {sideText(group)}
        </dd>
        <dt>Live</dt>
        <dd>
          {formatCount(group.count)} of {formatCount(group.total)} ever made
        </dd>
        <dt>Oldest</dt>
        <dd>{group.oldestAt === undefined ? 'none' : formatAge(now - group.oldestAt)}</dd>
        <dt>Held by</dt>
        <dd>{oldest?.heldBy ?? 'nobody'}</dd>
        <dt>Connection</dt>
        <dd>{tapLabel(tap)}</dd>
      </dl>
      {oldest?.stack && (
        <details>
          <summary>Stack of the oldest</summary>
          <pre>{oldest.stack}</pre>
        </details>
      )}
      <div className="actions">
        {controls && group.count > 0 && (
          <button type="button" className="button" data-tone="danger" onClick={unbindAll}>
            <Icon name="unbind" size={14} />{' '}
            {group.count === 1 ? 'Unbind it' : `Unbind all ${formatCount(group.count)}`}
          </button>
        )}
        <CopyButton label="Copy as failing test" text={() => groupAsTest(group, tap.name)} />
        <CopyButton label="Copy as JSON" text={() => groupAsJson(group, tap.name)} />
      </div>
      <Members
        group={group}
        now={now}
        selected={memberKey}
        onSelect={setMemberKey}
        onUnbind={controls && ((key) => controls.unbind(key))}
      />
    </DetailPane>
  )
}

function ownerText(owner: string | undefined, isDeclared: boolean | undefined): string {
  if (!owner) return 'unknown'
  return isDeclared ? owner : `${owner}, guessed from the code`
}
