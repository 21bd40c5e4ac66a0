import { importSession, taps } from '@iorpc/tap'
import { createStore } from 'zustand/vanilla'

/** Recorded sessions that stand among the live connections, for all panels of the page. */
interface Sessions {
  /** Ids of the taps that are from before a reload. */
  preserved: ReadonlySet<string>
  /** Takes those that came from files away again. */
  removeImported: (() => void) | undefined
  removePreserved: (() => void) | undefined
}

const none: Sessions = { preserved: new Set(), removeImported: undefined, removePreserved: undefined }

export const sessions = createStore<Sessions>(() => none)

/** @throws TypeError when it is no session */
export function addImported(session: unknown): void {
  const remove = importSession(session)
  sessions.setState(({ removeImported }) => ({
    removeImported() {
      remove()
      removeImported?.()
      sessions.setState({ removeImported: undefined })
    },
  }))
}

/** @throws TypeError when it is no session */
export function addPreserved(session: unknown): void {
  const before = new Set(taps.getState())
  const remove = importSession(session)
  const added = taps.getState().filter((tap) => !before.has(tap))
  // Another panel of the page may have brought its own back.
  sessions.setState(({ preserved, removePreserved }) => ({
    preserved: new Set([...preserved, ...added.map(({ id }) => id)]),
    removePreserved() {
      remove()
      removePreserved?.()
      sessions.setState({ preserved: none.preserved, removePreserved: undefined })
    },
  }))
}
