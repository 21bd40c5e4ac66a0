import type { Direction, PassedTo, TapView } from '@iorpc/tap'
import { FunctionName } from '../ui/FunctionName.js'
import { Icon } from '../ui/Icon.js'
import { type Column } from '../ui/VirtualGrid.js'
import { tapLabel } from '../data/tapLabel.js'

// Columns that several tabs have.

export function directionColumn<Row>(read: (row: Row) => Direction): Column<Row> {
  return {
    key: 'dir',
    label: 'Dir',
    width: '52px',
    cell(row) {
      const direction = read(row)
      return (
        <span className="direction" data-direction={direction}>
          <Icon name={direction} size={14} />
          {direction}
        </span>
      )
    },
  }
}

/** The name of a function; a callback that was released before it was called has none. */
export function nameColumn<Row>(
  read: (row: Row) => { name: string; passedTo?: PassedTo | undefined },
  label: string,
  width: string,
): Column<Row> {
  return {
    key: 'name',
    label,
    width,
    cell(row) {
      const { name, passedTo } = read(row)
      return <FunctionName name={name} passedTo={passedTo} />
    },
  }
}

/** @param from left out where the grid is narrower than this, in px */
export function connectionColumn<Row extends { tap: TapView }>(from: number): Column<Row> {
  return {
    key: 'connection',
    label: 'Connection',
    width: 'minmax(70px, .5fr)',
    from,
    cell: ({ tap }) => tapLabel(tap),
  }
}
