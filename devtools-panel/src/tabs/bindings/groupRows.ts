import type { BindingGroup, TapView } from '@iorpc/tap'
import { type Connection } from '../../data/frame.js'
import { verdictRank } from '../../data/verdicts.js'
import { type Mark } from '../../panel/session.js'

/** A group of bindings as the list shows it. The same object for as long as it would look the same. */
export interface GroupRow {
  key: string
  tap: TapView
  group: BindingGroup
  /** Age of the oldest live member in ms, as of the last full second. */
  age: number | undefined
  /** Live bindings now, or at mark B, compared with mark A. */
  delta: number | undefined
}

/** The groups of all connections: the heaviest verdict first, then the largest. */
export function createGroupRows(): (
  connections: readonly Connection[],
  now: number,
  marks: { a?: Mark; b?: Mark },
) => GroupRow[] {
  let known = new Map<string, GroupRow>()

  return (connections, now, marks) => {
    const rows: GroupRow[] = []
    const next = new Map<string, GroupRow>()
    for (const { tap, state } of connections) {
      for (const group of state.groups) {
        const key = groupKey(tap, group)
        const delta = compare(key, group, marks)
        if (group.count === 0 && !delta) continue
        const age =
          group.oldestAt === undefined ? undefined : Math.floor((now - group.oldestAt) / 1000) * 1000
        const before = known.get(key)
        const isSame = before?.group === group && before.age === age && before.delta === delta
        const row = isSame ? before : { key, tap, group, age, delta }
        next.set(key, row)
        rows.push(row)
      }
    }
    known = next
    return rows.sort(
      (a, b) =>
        verdictRank(a.group) - verdictRank(b.group) ||
        b.group.count - a.group.count ||
        (a.key < b.key ? -1 : 1),
    )
  }
}

export function markNow(connections: readonly Connection[], now: number): Mark {
  const counts = new Map<string, number>()
  for (const { tap, state } of connections) {
    for (const group of state.groups) counts.set(groupKey(tap, group), group.count)
  }
  return { time: now, counts }
}

function groupKey(tap: TapView, group: BindingGroup): string {
  return `${tap.id} ${group.key}`
}

function compare(key: string, group: BindingGroup, { a, b }: { a?: Mark; b?: Mark }): number | undefined {
  if (!a) return undefined
  return (b ? (b.counts.get(key) ?? 0) : group.count) - (a.counts.get(key) ?? 0)
}
