import type { ComponentProps, KeyboardEvent, PointerEvent } from 'react'

const least = 15
const most = 85

/**
 * A divider between two neighbours of a row or column, moved by pointer and keyboard.
 *
 * @param share what the second neighbour takes, in percent
 */
export function useSplitter(share: number, onChange: (share: number) => void): ComponentProps<'div'> {
  const set = (next: number) => onChange(Math.round(Math.min(most, Math.max(least, next))))
  return {
    role: 'separator',
    tabIndex: 0,
    'aria-label': 'Resize details',
    'aria-valuenow': share,
    'aria-valuemin': least,
    'aria-valuemax': most,
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const parent = event.currentTarget.parentElement
      if (!parent || !event.currentTarget.hasPointerCapture(event.pointerId)) return
      const box = parent.getBoundingClientRect()
      const isRow = event.currentTarget.offsetHeight > event.currentTarget.offsetWidth
      set(
        isRow
          ? ((box.right - event.clientX) / box.width) * 100
          : ((box.bottom - event.clientY) / box.height) * 100,
      )
    },
    onKeyDown(event: KeyboardEvent) {
      const change = steps[event.key]
      if (change === undefined) return
      event.preventDefault()
      event.stopPropagation()
      set(share + change)
    },
  }
}

const steps: Record<string, number> = {
  ArrowLeft: 4,
  ArrowUp: 4,
  ArrowRight: -4,
  ArrowDown: -4,
  Home: -100,
  End: 100,
}
