import { IorpcDevtoolsPanel } from '@iorpc/devtools-panel'
import { type TapView } from '@iorpc/tap'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

/**
 * Shows a tap in the devtools, at the tab that has the most to do.
 *
 * @returns closes it
 */
export async function openPanel(tap: TapView) {
  const storageKey = 'bench'
  localStorage.setItem(storageKey, JSON.stringify({ tab: 'packets' }))
  const place = document.body.appendChild(document.createElement('div'))
  place.style.height = '380px'
  const root = createRoot(place)
  root.render(createElement(IorpcDevtoolsPanel, { taps: [tap], storageKey }))
  const isShown = () =>
    [...place.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot?.querySelector('[role=tabpanel]'))
  while (!isShown()) await new Promise(requestAnimationFrame)
  return () => {
    root.unmount()
    place.remove()
  }
}
