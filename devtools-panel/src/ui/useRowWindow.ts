import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'

const overscan = 8

/** The column headers stay in sight above the rows. */
const headHeight = 24

interface Scroll {
  /** Distance in px from the first row there ever was, which stays while rows leave at the front. */
  top: number
  /** Stay at the end while rows come in. */
  following: boolean
}

/** The slice of rows that is rendered. */
export interface RowWindow {
  first: number
  last: number
  following: boolean
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
 * @param follow start at the end and stay there until the user scrolls away
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  length: number,
  offset: number,
  follow: boolean,
): RowWindow {
  const [scroll, setScroll] = useState<Scroll>({ top: 0, following: follow })
  const [height, setHeight] = useState(400)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(Math.max(0, element.clientHeight - headHeight)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  const lowest = Math.max(0, length * rowHeight - height)
  const top = scroll.following ? lowest : Math.min(lowest, Math.max(0, scroll.top - offset * rowHeight))

  useLayoutEffect(() => {
    const element = scroller.current
    if (element && Math.abs(element.scrollTop - top) >= 1) element.scrollTo({ top, behavior: 'instant' })
  }, [scroller, top])

  return {
    first: Math.max(0, Math.floor(top / rowHeight) - overscan),
    last: Math.min(length, Math.ceil((top + height) / rowHeight) + overscan),
    following: scroll.following,
    onScroll() {
      const element = scroller.current
      if (!element) return
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
