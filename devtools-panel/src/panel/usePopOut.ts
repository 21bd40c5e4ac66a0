import { useEffect, useState } from 'react'

interface PopOut {
  /** The other window, while it is open. */
  view: Window | undefined
  /** Must be called while an event of the user is handled. Returns whether the browser allowed it. */
  open(): boolean
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
    view,
    open() {
      const opened = window.open('', '', 'popup,width=1000,height=640')
      if (!opened) return false
      opened.document.title = `ioRPC – ${document.title}`
      opened.document.documentElement.lang = 'en'
      setView(opened)
      return true
    },
  }
}
