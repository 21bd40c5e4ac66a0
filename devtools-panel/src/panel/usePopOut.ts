import { useCallback, useEffect, useState } from 'react'

/**
 * A window as a property of a component. The development build of React writes properties that change into the
 * browser's performance timeline, and reading a window with frames of other origins throws.
 */
export type GetView = () => Window

interface PopOut {
  /** What was opened, while it is open. */
  isOpen: boolean
  /** The window that the panel is in. */
  getView: GetView
  /** Must be called while an event of the user is handled. Returns whether the browser allowed it. */
  open(): boolean
  /** Brings the panel back into the page. */
  close(): void
}

/** A second window that this page draws into. It closes with the page. */
export function usePopOut(): PopOut {
  const [view, setView] = useState<Window>()

  useEffect(() => {
    if (!view) return
    const onGone = () => setView(undefined)
    const closeIt = () => view.close()
    view.addEventListener('pagehide', onGone)
    window.addEventListener('pagehide', closeIt)
    return () => {
      view.removeEventListener('pagehide', onGone)
      window.removeEventListener('pagehide', closeIt)
      view.close()
    }
  }, [view])

  return {
    isOpen: view !== undefined,
    getView: useCallback(() => view ?? window, [view]),
    open() {
      const opened = window.open('', '', 'popup,width=1000,height=640')
      if (!opened) return false
      opened.document.title = `ioRPC – ${document.title}`
      opened.document.documentElement.lang = 'en'
      setView(opened)
      return true
    },
    close: () => setView(undefined),
  }
}
