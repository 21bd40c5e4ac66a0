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
      for (const { tap } of connections) {
        if (paused) tap.resume()
        else tap.pause()
      }
      session.setState({ notice: paused ? 'Recording.' : 'Recording is paused.' })
    },
    clear() {
      for (const { tap } of connections) tap.clear()
      session.setState({ notice: 'Cleared.' })
    },
  }
}
