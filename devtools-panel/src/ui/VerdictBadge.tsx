import type { Verdict } from '@iorpc/tap'
import { Icon, type IconName } from './Icon.js'

const looks: Record<Verdict, { icon: IconName; tone: string; meaning: string }> = {
  LEAK: { icon: 'warning', tone: 'danger', meaning: 'The owner is gone, the binding is not.' },
  ORPHAN: { icon: 'orphan', tone: 'danger', meaning: 'Only one side still knows it.' },
  GROWING: { icon: 'growing', tone: 'warning', meaning: 'Every mount leaves some behind.' },
  DUPLICATE: { icon: 'copy', tone: 'warning', meaning: 'One function is bound many times.' },
  TRIMMED: { icon: 'trimmed', tone: 'warning', meaning: 'The limit has evicted some.' },
  IDLE: { icon: 'idle', tone: 'muted', meaning: 'Never called, or not for long.' },
}

/** A verdict in colour, shape and word. */
export function VerdictBadge({ verdict }: { verdict: Verdict | undefined }) {
  if (!verdict) return <span className="quiet">live</span>
  const { icon, tone, meaning } = looks[verdict]
  return (
    <span className="verdict" data-tone={tone} title={meaning}>
      <Icon name={icon} size={14} />
      {verdict}
    </span>
  )
}

/** How loud a verdict is; `undefined` for one that can wait. */
export function verdictTone(verdict: Verdict | undefined): 'danger' | 'warning' | undefined {
  if (verdict === 'LEAK' || verdict === 'ORPHAN') return 'danger'
  return verdict === 'GROWING' ? 'warning' : undefined
}
