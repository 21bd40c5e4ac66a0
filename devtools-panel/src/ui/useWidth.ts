import { useEffect, useState, type RefObject } from 'react'

/** Widths are rounded to this, so that dragging an edge renders seldom. */
const step = 20

/** Width of an element in px, rounded down. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(800)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth / step) * step))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}
