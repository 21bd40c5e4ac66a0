import type { TapView } from '@iorpc/tap'
import { useRef, useState, type CSSProperties } from 'react'
import { createSettings, type SettingsStore, type Theme } from './settings.js'
import { createShadowHost } from './shell/shadowHost.js'
import { usePanelModule } from './shell/usePanelModule.js'
import { useShadowRoot } from './shell/useShadowRoot.js'
import { embeddedHostCss } from './styles/shell.js'

/** Props of `<IorpcDevtoolsPanel>`. */
export interface IorpcDevtoolsPanelProps {
  /** The connections to show. Default: every tap there is, also of workers and iframes that announce theirs. */
  taps?: readonly TapView[]
  /** Given, the user cannot change it. Default: `'system'`, with a button in the panel. */
  theme?: Theme
  /** Key in `localStorage` under which the panel's state is kept. Default `'iorpc-devtools-panel'`. */
  storageKey?: string
  /** Nonce for the `<style>` element in browsers without constructed style sheets. */
  styleNonce?: string
  /** Of the element that holds the panel. */
  className?: string
  /** Of the element that the panel fills. Its height is 100% of its parent's, at least 240 px, unless said here. */
  style?: CSSProperties
}

/**
 * The devtools as a part of the page, or of another tool.
 *
 * @param props all optional
 *
 * @example
 * <IorpcDevtoolsPanel taps={[tap]} style={{ height: 400 }} />
 */
export function IorpcDevtoolsPanel(props: IorpcDevtoolsPanelProps) {
  const { storageKey = 'iorpc-devtools-panel', styleNonce, className, style } = props
  const place = useRef<HTMLDivElement>(null)
  const [settings] = useState(() => createSettings(storageKey, { open: true }))
  useShadowRoot(
    () => place.current && createShadowHost(place.current, embeddedHostCss, styleNonce),
    (root) => <Embedded {...props} root={root} settings={settings} />,
  )
  return (
    <div
      ref={place}
      className={className}
      style={{ display: 'block', height: '100%', minHeight: 240, ...style }}
    />
  )
}

interface EmbeddedProps extends IorpcDevtoolsPanelProps {
  root: ShadowRoot
  settings: SettingsStore
}

function Embedded({ root, settings, taps, theme, styleNonce }: EmbeddedProps) {
  const { panel, problem } = usePanelModule(true)
  if (problem) return <p role="alert">{problem}</p>
  if (!panel) return null
  return <panel.EmbeddedPanel taps={taps} settings={settings} theme={theme} root={root} nonce={styleNonce} />
}
