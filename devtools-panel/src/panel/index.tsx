// Everything that is loaded when a panel is opened for the first time.
import { createPortal } from 'react-dom'
import { type TapSource } from '../data/frame.js'
import { type SettingsStore, type Theme } from '../settings.js'
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
  const { view } = popOut
  return (
    <PanelProvider taps={taps} settings={settings} view={view ?? window}>
      <Styles root={view?.document ?? root} nonce={nonce} />
      {view ? (
        createPortal(<Panel view={view} theme={theme} autoFocus />, view.document.body)
      ) : (
        <Dock theme={theme} autoFocus={autoFocus} onClose={onClose} onPopOut={popOut.open} />
      )}
    </PanelProvider>
  )
}

/** Fills the element that it was put into. */
export function EmbeddedPanel({ taps, settings, theme, root, nonce }: Common) {
  return (
    <PanelProvider taps={taps} settings={settings} view={window}>
      <Styles root={root} nonce={nonce} />
      <Panel view={window} theme={theme} />
    </PanelProvider>
  )
}
