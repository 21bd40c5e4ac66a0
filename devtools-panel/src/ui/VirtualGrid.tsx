import { memo, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useRowWindow, type RowWindow } from './useRowWindow.js'
import { useWidth } from './useWidth.js'

export interface Column<Row> {
  key: string
  label: string
  /** Track of a CSS grid, such as `64px` or `minmax(80px, 1fr)`. */
  width: string
  align?: 'end'
  /** Left out where the grid is narrower than this, in px. */
  from?: number
  cell(row: Row, scale: Scale): ReactNode
}

/** What the visible rows have in common, for cells that draw them to one scale. */
export interface Scale {
  from: number
  to: number
}

const noScale: Scale = { from: 0, to: 1 }

/** Rows by their place. `offset + index` names a row for as long as it exists; a row that is gone keeps its name. */
export interface GridRows<Row> {
  readonly length: number
  readonly offset: number
  /** Name of the first row there ever was. Default 0. */
  readonly first?: number
  at(index: number): Row | undefined
}

interface VirtualGridProps<Row> {
  label: string
  /** Rows are rendered again when this is another array. */
  columns: readonly Column<Row>[]
  rows: GridRows<Row>
  /** Height of a row in px. Default 24. */
  rowHeight?: number
  /** Number of the selected row, `offset` included. */
  selected: number | undefined
  onSelect(number: number, row: Row): void
  /** The row was clicked, or Enter was pressed on it. */
  onOpen?(row: Row): void
  /** Escape was pressed. */
  onDismiss?(): void
  /** Stay at the end while rows come in. */
  follow?: boolean
  rowTone?(row: Row): string | undefined
  scale?(visible: readonly Row[]): Scale
  /** Shown instead of rows. */
  empty: ReactNode
}

/** A list of any length of which only the visible rows exist. One tab stop; arrow keys move the selection. */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, rows, rowHeight = 24, selected, onSelect, follow = false } = props
  const { onOpen, onDismiss, rowTone, empty } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const shown = fitting(columns, width)
  const template = trackList(shown)
  const origin = rows.first ?? 0
  const active = selected === undefined ? -1 : selected - rows.offset
  const view = useRowWindow(scroller, rowHeight, rows.length, rows.offset, active, follow)

  function select(index: number) {
    const target = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows.at(target)
    if (row === undefined) return
    onSelect(rows.offset + target, row)
    view.scrollToRow(target)
  }

  function onClick(event: MouseEvent) {
    const element = (event.target as Element).closest<HTMLElement>('[data-number]')
    if (!element) return
    const index = Number(element.dataset.number) - rows.offset
    select(index)
    open(index)
  }

  function open(index: number) {
    const row = rows.at(index)
    if (row !== undefined) onOpen?.(row)
  }

  function onKeyDown(event: KeyboardEvent) {
    // Shift and Escape close the panel.
    if (event.altKey || event.ctrlKey || event.metaKey || (event.shiftKey && event.key === 'Escape')) return
    if (event.key === 'Escape' && selected !== undefined && onDismiss) onDismiss()
    else if (event.key === 'Enter' && onOpen) open(active)
    else {
      const target = targetOf(event.key, active, rows.length, view)
      if (target === undefined) return
      select(target)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const visible: { number: number; row: Row }[] = []
  for (let index = view.first; index < view.last; index++) {
    const row = rows.at(index)
    if (row !== undefined) visible.push({ number: rows.offset + index, row })
  }
  const scale = props.scale?.(visible.map(({ row }) => row)) ?? noScale
  const isActiveRendered = active >= view.first && active < view.last

  return (
    <div className="grid-frame">
      <div
        className="grid"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.offset - origin + rows.length + 1}
        aria-colcount={shown.length}
        aria-activedescendant={isActiveRendered ? `${id}-${selected}` : undefined}
        tabIndex={0}
        ref={scroller}
        onScroll={view.onScroll}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: template }}>
          {shown.map((column) => (
            <span role="columnheader" key={column.key} data-align={column.align}>
              {column.label}
            </span>
          ))}
        </div>
        <div role="presentation" style={{ height: rows.length * rowHeight }}>
          <div role="presentation" style={{ transform: `translateY(${view.first * rowHeight}px)` }}>
            {visible.map(({ number, row }, slot) => (
              <GridRow
                // At the end of a stream all rows change at once: their elements are used again.
                key={view.following ? `slot ${slot}` : number}
                id={`${id}-${number}`}
                number={number}
                place={number - origin}
                row={row}
                columns={columns}
                width={width}
                height={rowHeight}
                scaleFrom={scale.from}
                scaleTo={scale.to}
                selected={number === selected}
                tone={rowTone?.(row)}
              />
            ))}
          </div>
        </div>
      </div>
      {rows.length === 0 && <div className="empty">{empty}</div>}
      {follow && !view.following && !view.fits && (
        <button
          type="button"
          className="follow button"
          onClick={() => {
            view.followEnd()
            scroller.current?.focus()
          }}
        >
          Follow newest
        </button>
      )}
    </div>
  )
}

/** Where a key leads to; without a selection it begins at what is seen. */
function targetOf(key: string, active: number, length: number, { firstSeen, lastSeen }: RowWindow) {
  const page = Math.max(1, lastSeen - firstSeen - 1)
  const isNone = active < 0 || active >= length
  switch (key) {
    case 'ArrowDown':
      return isNone ? firstSeen : active + 1
    case 'ArrowUp':
      return isNone ? lastSeen - 1 : active - 1
    case 'PageDown':
      return (isNone ? firstSeen : active) + page
    case 'PageUp':
      return (isNone ? lastSeen - 1 : active) - page
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}

function fitting<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  return columns.filter(({ from = 0 }) => width >= from)
}

function trackList<Row>(columns: readonly Column<Row>[]): string {
  return columns.map((column) => column.width).join(' ')
}

interface GridRowProps<Row> {
  id: string
  number: number
  /** Among all rows there ever were. */
  place: number
  row: Row
  columns: readonly Column<Row>[]
  width: number
  height: number
  scaleFrom: number
  scaleTo: number
  selected: boolean
  tone: string | undefined
}

// `aria-rowindex` counts the rows that have left too: the number of a row never changes, so it is rendered once.
const GridRow = memo(function GridRow<Row>(props: GridRowProps<Row>) {
  const { id, number, place, row, columns, width, height, selected, tone } = props
  const shown = fitting(columns, width)
  const scale = { from: props.scaleFrom, to: props.scaleTo }
  return (
    <div
      role="row"
      id={id}
      data-number={number}
      aria-rowindex={place + 2}
      aria-selected={selected}
      className="grid-row"
      data-tone={tone}
      style={{ height, gridTemplateColumns: trackList(shown) }}
    >
      {shown.map((column) => (
        <span role="gridcell" key={column.key} data-align={column.align}>
          {column.cell(row, scale)}
        </span>
      ))}
    </div>
  )
}) as <Row>(props: GridRowProps<Row>) => ReactNode
