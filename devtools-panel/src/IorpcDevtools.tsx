import type { TapView } from '@iorpc/tap'
import { useState } from 'react'
import { useStore } from 'zustand'
import { createSettings, type DockPosition, type SettingsStore, type Theme } from './settings.js'
import { Launcher } from './shell/Launcher.js'
import { createShadowHost } from './shell/shadowHost.js'
import { usePanelModule } from './shell/usePanelModule.js'
import { useShadowRoot } from './shell/useShadowRoot.js'
import { floatingHostCss } from './styles/shell.js'

/** Props of `<IorpcDevtools>`. */
export interface IorpcDevtoolsProps {
  /** The connections to show. Default: every tap there is, also of workers and iframes that announce theirs. */
  taps?: readonly TapView[]
  /** Open when the user has not been here before. Default `false`. */
  initialIsOpen?: boolean
  /** Where it is docked until the user moves it. Default `'bottom'`. */
  position?: DockPosition
  /** Given, the user cannot change it. Default: `'system'`, with a button in the panel. */
  theme?: Theme
  /** Key in `localStorage` under which the panel's state is kept. Default `'iorpc-devtools'`. */
  storageKey?: string
  /** Nonce for the `<style>` element in browsers without constructed style sheets. */
  styleNonce?: string
}

/**
 * A floating button that opens the devtools at an edge of the page. Renders nothing in place and nothing on the
 * server. Closed, it subscribes to nothing; the panel's code is loaded when it is opened.
 *
 * @param props all optional
 *
 * @example
 * <IorpcProvider connect={connect} tap={tap}>
 *   <App />
 *   <IorpcDevtools />
 * </IorpcProvider>
 */
export function IorpcDevtools(props: IorpcDevtoolsProps) {
  const { initialIsOpen = false, position = 'bottom', storageKey = 'iorpc-devtools', styleNonce } = props
  const [settings] = useState(() => createSettings(storageKey, { open: initialIsOpen, position }))
  useShadowRoot(
    () => createShadowHost(document.body, floatingHostCss, styleNonce),
    (root) => <Floating {...props} root={root} settings={settings} />,
  )
  return null
}

interface FloatingProps extends IorpcDevtoolsProps {
  root: ShadowRoot
  settings: SettingsStore
}

function Floating({ root, settings, taps, theme, styleNonce }: FloatingProps) {
  const isOpen = useStore(settings, (state) => state.open)
  const position = useStore(settings, (state) => state.position)
  // Opened or closed by hand, not by what was remembered: only then may the focus move.
  const [isTouched, setTouched] = useState(false)
  const { panel, problem, retry } = usePanelModule(isOpen)

  function setOpen(open: boolean) {
    setTouched(true)
    settings.setState({ open })
  }

  if (isOpen && panel) {
    return (
      <panel.FloatingPanel
        taps={taps}
        settings={settings}
        theme={theme}
        root={root}
        nonce={styleNonce}
        autoFocus={isTouched}
        onClose={() => setOpen(false)}
      />
    )
  }
  return (
    <Launcher
      position={position}
      loading={isOpen && !problem}
      problem={problem}
      autoFocus={isTouched && !isOpen}
      onOpen={() => {
        setOpen(true)
        if (problem) retry()
      }}
    />
  )
}
