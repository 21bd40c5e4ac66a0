import type { TapView } from '@iorpc/tap'
import type { ReactElement } from 'react'
import { IorpcDevtoolsPanel } from './IorpcDevtoolsPanel.js'

/** A plugin as TanStack Devtools for React takes it. */
export interface IorpcDevtoolsPlugin {
  id: string
  name: string
  render(place: unknown, context: PluginTheme | { theme: PluginTheme }): ReactElement
}

type PluginTheme = 'light' | 'dark'

/**
 * The panel as a plugin of TanStack Devtools, in its theme.
 *
 * @param options `taps`: the connections to show; default: every tap there is
 *
 * @example
 * <TanStackDevtools plugins={[iorpcDevtoolsPlugin()]} />
 */
export function iorpcDevtoolsPlugin(options: { taps?: readonly TapView[] } = {}): IorpcDevtoolsPlugin {
  return {
    id: 'iorpc',
    name: 'ioRPC',
    // Versions differ in whether they pass the theme or an object with it.
    render: (_place, context) => (
      <IorpcDevtoolsPanel {...options} theme={typeof context === 'string' ? context : context.theme} />
    ),
  }
}
