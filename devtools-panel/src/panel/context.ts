import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { type Connection, type Frame } from '../data/frame.js'
import { type Settings, type SettingsStore } from '../settings.js'
import { type Session } from './session.js'

/** What every part of one panel can reach. */
export interface PanelContextValue {
  settings: SettingsStore
  frames: StoreApi<Frame>
  /** All taps are shown, so also those that are added here. */
  followsRegistry: boolean
  session: StoreApi<Session>
}

export const PanelContext = createContext<PanelContextValue | undefined>(undefined)

export function usePanel(): PanelContextValue {
  const context = useContext(PanelContext)
  if (!context) throw new Error('This is a part of the panel and works only inside of it.')
  return context
}

export function useSetting<K extends keyof Settings>(name: K): Settings[K] {
  return useStore(usePanel().settings, (settings) => settings[name])
}

export function useFrame(): Frame {
  return useStore(usePanel().frames)
}

/** Says something for a moment. */
export function notify({ session }: PanelContextValue, text: string): void {
  session.setState(({ notice }) => ({ notice: { text, number: notice.number + 1 } }))
}

/** Renders again only when the selected value is another: most of the panel does not change with every frame. */
export function useShown<T>(select: (shown: readonly Connection[]) => T): T {
  const { frames } = usePanel()
  const pinned = useSetting('connection')
  return useStore(frames, (frame) => select(shownOf(frame, pinned)))
}

/** The connections that are shown: the pinned one, or all. */
export function useShownConnections(): readonly Connection[] {
  const frame = useFrame()
  const pinned = useSetting('connection')
  return useMemo(() => shownOf(frame, pinned), [frame, pinned])
}

/** The same, at the moment when it is asked. */
export function readShown({ frames, settings }: PanelContextValue): readonly Connection[] {
  return shownOf(frames.getState(), settings.getState().connection)
}

function shownOf({ connections }: Frame, pinned: string): readonly Connection[] {
  if (pinned === '') return connections
  const shown = connections.filter(({ tap }) => tap.name === pinned)
  return shown.length > 0 ? shown : connections
}
