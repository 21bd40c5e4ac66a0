import type { List, TapState } from '@iorpc/tap'
import { type Connection } from './frame.js'
import { type Row } from './logView.js'

/** Of all connections together. */
const mostRows = 500

/** The newest records of each connection: a taste of what is there, whatever the length of the logs. */
export function* newestRows<T>(
  connections: readonly Connection[],
  pick: (state: TapState) => List<T>,
): Generator<Row<T>> {
  const share = Math.ceil(mostRows / Math.max(1, connections.length))
  for (const { tap, state } of connections) {
    const list = pick(state)
    for (let index = list.length - 1; index >= Math.max(0, list.length - share); index--) {
      const record = list.at(index)
      if (record !== undefined) yield { tap, record }
    }
  }
}
