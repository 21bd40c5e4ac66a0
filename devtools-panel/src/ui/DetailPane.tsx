import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { usePanel, useSetting } from '../panel/context.js'
import { passFocusOn } from './focus.js'
import { IconButton } from './IconButton.js'
import { useSplitter } from './useSplitter.js'

interface DetailPaneProps {
  label: string
  title: ReactNode
  onClose(): void
  children: ReactNode
}

/** What is known about the selected row: beside the list, or below it where the panel is narrow. */
export function DetailPane({ label, title, onClose, children }: DetailPaneProps) {
  const { settings } = usePanel()
  const share = useSetting('detail')
  const splitter = useSplitter(share, (detail) => settings.setState({ detail }))
  const pane = useRef<HTMLElement>(null)

  // A layout effect ends while the pane still stands. The user goes on in the list that it was opened from.
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    return () => passFocusOn(element, element.parentElement?.querySelector<HTMLElement>('[role=grid]'))
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    // Shift and Escape close the panel.
    if (event.key !== 'Escape' || event.shiftKey) return
    event.stopPropagation()
    onClose()
  }

  return (
    <>
      <div {...splitter} className="splitter" />
      <section
        className="detail"
        aria-label={label}
        style={{ flexBasis: `${share}%` }}
        ref={pane}
        onKeyDown={onKeyDown}
      >
        <header className="detail-head">
          <h2>{title}</h2>
          <IconButton icon="close" label="Close details" onClick={onClose} />
        </header>
        <div className="detail-body" tabIndex={0} role="group" aria-label={`${label}: content`}>
          {children}
        </div>
      </section>
    </>
  )
}
