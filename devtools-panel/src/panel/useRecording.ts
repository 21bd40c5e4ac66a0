import { usePanel, useShownConnections } from './context.js'

interface Recording {
  /** Nothing of what is shown is recorded at the moment. */
  paused: boolean
  toggle(): void
  clear(): void
}

/** Pause and clear, for the connections that are shown. */
export function useRecording(): Recording {
  const { session } = usePanel()
  const connections = useShownConnections()
  const paused = connections.length > 0 && connections.every(({ state }) => state.paused)
  return {
    paused,
    toggle() {
      // What is shown may be a frame old.
      const isPaused = connections.every(({ tap }) => tap.store.getState().paused)
      for (const { tap } of connections) {
        if (isPaused) tap.resume()
        else tap.pause()
      }
      session.setState({ notice: isPaused ? 'Recording.' : 'Recording is paused.' })
    },
    clear() {
      for (const { tap } of connections) tap.clear()
      session.setState({ notice: 'Cleared.' })
    },
  }
}
