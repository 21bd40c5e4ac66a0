import type { KeyboardEvent, PointerEvent } from 'react'
import { usePanel, useSetting } from './context.js'

const least = { height: 160, width: 300 }
const step = 24

/** The inner edge of the dock: drag it, or focus it and use the arrow keys. */
export function Resizer() {
  const { settings } = usePanel()
  const position = useSetting('position')
  const isUpright = position === 'left' || position === 'right'
  const dimension = isUpright ? 'width' : 'height'
  const size = useSetting(dimension)
  const most = isUpright ? window.innerWidth : window.innerHeight
  const now = Math.min(size, most)

  function resize(to: number) {
    settings.setState({ [dimension]: Math.round(Math.max(least[dimension], Math.min(most, to))) })
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const distances = {
      bottom: window.innerHeight - event.clientY,
      top: event.clientY,
      left: event.clientX,
      right: window.innerWidth - event.clientX,
    }
    resize(distances[position])
  }

  function onKeyDown(event: KeyboardEvent) {
    const grows = { bottom: 'ArrowUp', top: 'ArrowDown', left: 'ArrowRight', right: 'ArrowLeft' }[position]
    const shrinks = { bottom: 'ArrowDown', top: 'ArrowUp', left: 'ArrowLeft', right: 'ArrowRight' }[position]
    if (event.key === grows) resize(now + step)
    else if (event.key === shrinks) resize(now - step)
    else if (event.key === 'Home') resize(least[dimension])
    else if (event.key === 'End') resize(most)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="resizer"
      role="separator"
      tabIndex={0}
      aria-label="Resize devtools"
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={now}
      aria-valuemin={least[dimension]}
      aria-valuemax={most}
      aria-valuetext={`${now} pixels`}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
