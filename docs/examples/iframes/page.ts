import { pair } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import type { WidgetApi } from './widget.js'

export function connectWidget(iframe: HTMLIFrameElement) {
  const { origin } = new URL(iframe.src)
  return pair<WidgetApi>({
    ...windowTransport({ target: iframe, origin }),
    // Nothing is served here, so there is nothing for the widget to call.
    options: { callTimeout: 10_000 },
  })
}
