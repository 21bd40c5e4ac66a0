import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

const overscan = 8

/** The column headers stay in sight above the rows. */
const headHeight = 24

interface Scroll {
  /** Distance in px from the first row there ever was, which stays while rows leave at the front. */
  top: number
  /** Stay at the end while rows come in. */
  following: boolean
}

/** The slice of rows that is rendered, and the part of it that is seen. */
export interface RowWindow {
  first: number
  last: number
  firstSeen: number
  /** The one behind the last that is seen as a whole. */
  lastSeen: number
  following: boolean
  /** Every row can be seen without scrolling. */
  fits: boolean
  onScroll(): void
  scrollToRow(index: number): void
  followEnd(): void
}

/**
 * Which of `length` rows can be seen. All rows of a grid have one height, so the visible ones are a division away,
 * however many there are.
 *
 * @param rowHeight in px
 * @param offset rows that have left at the front since the beginning: what the user looks at does not move
 * @param active the selected row stays in sight when the space gets smaller; -1 for none
 * @param follow start at the end and stay there until the user scrolls away
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  length: number,
  offset: number,
  active: number,
  follow: boolean,
): RowWindow {
  const [scroll, setScroll] = useState<Scroll>({ top: 0, following: follow })
  const [height, setHeight] = useState(400)

  const activeTop = useRef<number>(undefined)
  useEffect(() => {
    activeTop.current = active < 0 ? undefined : (active + offset) * rowHeight
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      const space = Math.max(0, element.clientHeight - headHeight)
      const rowTop = activeTop.current
      setHeight(space)
      if (rowTop === undefined) return
      setScroll((before) => {
        if (before.following || (rowTop >= before.top && rowTop + rowHeight <= before.top + space))
          return before
        return { ...before, top: Math.max(0, rowTop - Math.max(0, space - rowHeight) / 2) }
      })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, rowHeight])

  const lowest = Math.max(0, length * rowHeight - height)
  const top = scroll.following ? lowest : Math.min(lowest, Math.max(0, scroll.top - offset * rowHeight))

  useLayoutEffect(() => {
    const element = scroller.current
    if (element && Math.abs(element.scrollTop - top) >= 1) element.scrollTo({ top, behavior: 'instant' })
  }, [scroller, top])

  return {
    firstSeen: Math.min(length, Math.ceil(top / rowHeight)),
    lastSeen: Math.min(length, Math.floor((top + height) / rowHeight)),
    first: Math.max(0, Math.floor(top / rowHeight) - overscan),
    last: Math.min(length, Math.ceil((top + height) / rowHeight) + overscan),
    following: scroll.following,
    fits: lowest === 0,
    onScroll() {
      const element = scroller.current
      // What the layout effect has done is no wish of the user.
      if (!element || Math.abs(element.scrollTop - top) < 1) return
      const atEnd = element.scrollTop >= element.scrollHeight - element.clientHeight - rowHeight / 2
      const following = follow && atEnd
      if (following && scroll.following) return
      setScroll({ top: element.scrollTop + offset * rowHeight, following })
    },
    scrollToRow(index) {
      const rowTop = index * rowHeight
      const next = rowTop < top ? rowTop : Math.max(top, rowTop + rowHeight - height)
      if (next !== top) setScroll({ top: next + offset * rowHeight, following: false })
      else if (scroll.following && index < length - 1)
        setScroll({ top: top + offset * rowHeight, following: false })
    },
    followEnd: () => setScroll({ top: 0, following: follow }),
  }
}
