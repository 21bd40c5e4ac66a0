import { sessions } from '../data/sessions.js'
import { notify, readShown, usePanel, useShown } from './context.js'

interface Recording {
  toggle(): void
  clear(): void
}

/** Pause and clear, for the connections that are shown. */
export function useRecording(): Recording {
  const panel = usePanel()
  return {
    toggle() {
      const taps = readShown(panel).map(({ tap }) => tap)
      // What is shown may be a frame old.
      const isPaused = taps.every((tap) => tap.store.getState().paused)
      for (const tap of taps) {
        if (isPaused) tap.resume()
        else tap.pause()
      }
      notify(panel, isPaused ? 'Recording.' : 'Recording is paused.')
    },
    clear() {
      for (const { tap } of readShown(panel)) tap.clear()
      sessions.getState().removePreserved?.()
      notify(panel, 'Cleared.')
    },
  }
}

/** Nothing of what is shown is recorded at the moment. */
export function useIsPaused(): boolean {
  return useShown((shown) => shown.length > 0 && shown.every(({ state }) => state.paused))
}
