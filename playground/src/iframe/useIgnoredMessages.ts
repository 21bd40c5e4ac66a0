import { useEffect, useState } from 'react'

/** Counts the messages of this page's window that do not come from the iframe, or not from its origin. */
export function useIgnoredMessages(iframe: HTMLIFrameElement | null, origin: string): number {
  const [ignored, setIgnored] = useState(0)
  useEffect(() => {
    const count = (event: MessageEvent) => {
      if (event.source !== iframe?.contentWindow || event.origin !== origin) setIgnored((n) => n + 1)
    }
    addEventListener('message', count)
    return () => removeEventListener('message', count)
  }, [iframe, origin])
  return ignored
}
