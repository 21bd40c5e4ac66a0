import { useEffect, useRef, useState, type ReactNode } from 'react'
import { type Theme } from '../settings.js'
import { Header } from './Header.js'
import { HelpSheet } from './HelpSheet.js'
import { Notice } from './Notice.js'
import { useShortcuts } from './shortcuts.js'
import { tabId, tabPanelId, useCurrentTab } from './TabList.js'
import { type GetView } from './usePopOut.js'
import { useTheme } from './useTheme.js'
import { ViewBoundary } from './ViewBoundary.js'

interface PanelProps {
  /** The window that it is in. */
  getView: GetView
  /** The application's choice, if it made one. */
  theme: Theme | undefined
  /** The user has just asked for the panel: move the focus into it. */
  autoFocus?: boolean
  /** Buttons that concern the place of the panel. */
  placement?: ReactNode
  /** What moves its inner edge. */
  edge?: ReactNode
  onClose?: (() => void) | undefined
}

/** The panel itself, wherever it stands: docked, embedded or in a window of its own. */
export function Panel({
  getView,
  theme: fixedTheme,
  autoFocus = false,
  placement,
  edge,
  onClose,
}: PanelProps) {
  const theme = useTheme(fixedTheme, getView)
  const tab = useCurrentTab()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const onKeyDown = useShortcuts({
    toggleHelp: () => setHelpOpen((open) => !open),
    closeHelp: () => setHelpOpen(false),
    close: onClose,
  })

  useEffect(() => {
    if (autoFocus) panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }, [autoFocus])

  return (
    <section
      className="panel"
      data-theme={theme}
      aria-label="ioRPC devtools"
      tabIndex={-1}
      ref={panel}
      onKeyDown={onKeyDown}
    >
      {edge}
      <ViewBoundary>
        <Header
          isThemeFixed={fixedTheme !== undefined}
          onHelp={() => setHelpOpen(!isHelpOpen)}
          placement={placement}
        />
      </ViewBoundary>
      <div className="content" role="tabpanel" id={tabPanelId(tab.id)} aria-labelledby={tabId(tab.id)}>
        <ViewBoundary key={tab.id}>
          <tab.content />
        </ViewBoundary>
      </div>
      {isHelpOpen && <HelpSheet onClose={() => setHelpOpen(false)} />}
      <Notice />
    </section>
  )
}
