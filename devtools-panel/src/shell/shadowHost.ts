import { adoptStyles } from './adoptStyles.js'
import { isolateEvents } from './isolateEvents.js'

/** An element whose inside neither sees the page's styles and events, nor shows it its own. */
export interface ShadowHost {
  root: ShadowRoot
  /** Where the React root of the panel goes. */
  container: HTMLElement
  remove(): void
}

/**
 * Makes a shadow host in `parent`.
 *
 * @param css style of the host and of what is in it
 * @param nonce for the `<style>` element in browsers without constructed style sheets
 */
export function createShadowHost(parent: Element, css: string, nonce?: string): ShadowHost {
  const doc = parent.ownerDocument
  const host = doc.createElement('iorpc-devtools')
  const root = host.attachShadow({ mode: 'open' })
  adoptStyles(root, css, nonce)
  isolateEvents(root)
  const container = doc.createElement('div')
  container.className = 'container'
  root.append(container)
  parent.append(host)
  return { root, container, remove: () => host.remove() }
}
