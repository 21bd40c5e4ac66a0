import { useEffect, useState } from 'react'
import type * as panelModule from '../panel/index.js'

type PanelModule = typeof panelModule

interface Loading {
  panel: PanelModule | undefined
  problem: string | undefined
  retry(): void
}

/** Loads the code of the panel when it is wanted for the first time, so that an app that never opens it never pays. */
export function usePanelModule(wanted: boolean): Loading {
  const [loading, setLoading] = useState<Omit<Loading, 'retry'>>({ panel: undefined, problem: undefined })
  const [attempt, setAttempt] = useState(0)
  const isNeeded = wanted && !loading.panel
  useEffect(() => {
    if (!isNeeded) return
    let isCurrent = true
    import('../panel/index.js').then(
      (panel) => isCurrent && setLoading({ panel, problem: undefined }),
      (error: unknown) =>
        isCurrent &&
        setLoading({ panel: undefined, problem: `The panel could not be loaded. ${String(error)}` }),
    )
    return () => {
      isCurrent = false
    }
  }, [isNeeded, attempt])
  return { ...loading, retry: () => setAttempt(attempt + 1) }
}
