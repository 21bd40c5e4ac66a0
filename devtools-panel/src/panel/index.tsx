// Everything that is loaded when a panel is opened for the first time.
import { useCallback } from 'react'
import { createPortal } from 'react-dom'
import { type TapSource } from '../data/frame.js'
import { type SettingsStore, type Theme } from '../settings.js'
import { IconButton } from '../ui/IconButton.js'
import { Dock } from './Dock.js'
import { Panel } from './Panel.js'
import { PanelProvider } from './PanelProvider.js'
import { Styles } from './Styles.js'
import { usePopOut } from './usePopOut.js'

interface Common {
  taps: TapSource | undefined
  settings: SettingsStore
  theme: Theme | undefined
  /** Where it is drawn. */
  root: ShadowRoot
  nonce: string | undefined
}

interface FloatingPanelProps extends Common {
  autoFocus: boolean
  onClose(): void
}

/** Docked at an edge of the page, or in a window of its own. */
export function FloatingPanel({
  taps,
  settings,
  theme,
  root,
  nonce,
  autoFocus,
  onClose,
}: FloatingPanelProps) {
  const popOut = usePopOut()
  const { isOpen, getView } = popOut
  return (
    <PanelProvider taps={taps} settings={settings} getView={getView}>
      <Styles root={isOpen ? getView().document : root} nonce={nonce} />
      {isOpen ? (
        createPortal(
          <Panel
            getView={getView}
            theme={theme}
            autoFocus
            onClose={popOut.close}
            placement={
              <IconButton
                icon="popIn"
                label="Back into the page"
                shortcut="Shift+Escape"
                onClick={popOut.close}
              />
            }
          />,
          getView().document.body,
        )
      ) : (
        <Dock
          theme={theme}
          autoFocus={autoFocus}
          onClose={onClose}
          onPopOut={popOut.open}
          getView={getView}
        />
      )}
    </PanelProvider>
  )
}

/** Fills the element that it was put into. */
export function EmbeddedPanel({ taps, settings, theme, root, nonce }: Common) {
  // Other tools may show it in a window of theirs.
  const getView = useCallback(() => root.ownerDocument.defaultView ?? window, [root])
  return (
    <PanelProvider taps={taps} settings={settings} getView={getView}>
      <Styles root={root} nonce={nonce} />
      <Panel getView={getView} theme={theme} />
    </PanelProvider>
  )
}
