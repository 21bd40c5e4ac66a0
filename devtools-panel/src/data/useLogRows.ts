import type { Log, TapState } from '@iorpc/tap'
import { useEffect, useMemo, useReducer } from 'react'
import { type Filter } from '../filter/compile.js'
import { useFrame, useShownConnections } from '../panel/context.js'
import { createLogView, searchedPerFrame, type Row, type Rows } from './logView.js'

/**
 * The rows of the shown connections' logs that match a filter. A long log is searched in several frames.
 *
 * @param pick the log of a connection; a function that stays the same
 */
export function useLogRows<T extends { seq: number; time: number }>(
  pick: (state: TapState) => Log<T>,
  filter: Filter<Row<T>>,
): Rows<T> {
  const connections = useShownConnections()
  const { now } = useFrame()
  const view = useMemo(() => createLogView(pick, filter.isEmpty ? undefined : filter.matches), [pick, filter])
  const [, goOn] = useReducer((step: number) => step + 1, 0)
  const recorded = connections.reduce((sum, { state }) => sum + pick(state).length, 0)
  // Answers that change with time are found anew; often only where that takes one frame.
  const anewEvery = recorded > searchedPerFrame ? 10_000 : 1000
  const rows = view.update(connections, filter.changes ? Math.floor(now / anewEvery) : 0)
  useEffect(() => {
    if (!rows.isSearching) return
    const frame = requestAnimationFrame(goOn)
    return () => cancelAnimationFrame(frame)
  })
  return rows
}
