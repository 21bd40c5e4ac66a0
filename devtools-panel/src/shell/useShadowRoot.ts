import { useEffect, useRef, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { type ShadowHost } from './shadowHost.js'

/**
 * Renders into a shadow host with a React root of its own: an error in the panel cannot take the page's tree down,
 * and the page's context, StrictMode and styles do not reach the panel.
 *
 * @param create makes the host; called once when the component mounts, never on the server
 * @param render what is shown in it
 */
export function useShadowRoot(
  create: () => ShadowHost | null,
  render: (root: ShadowRoot) => ReactNode,
): void {
  const mounted = useRef<{ host: ShadowHost; reactRoot: Root }>(undefined)
  const createHost = useRef(create)

  useEffect(() => {
    const host = createHost.current()
    if (!host) return
    const reactRoot = createRoot(host.container)
    mounted.current = { host, reactRoot }
    return () => {
      mounted.current = undefined
      host.remove()
      // React refuses to unmount a root while it is committing another.
      queueMicrotask(() => reactRoot.unmount())
    }
  }, [])

  useEffect(() => {
    mounted.current?.reactRoot.render(render(mounted.current.host.root))
  })
}
