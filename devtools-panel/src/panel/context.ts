import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { type Connection, type Frame } from '../data/frame.js'
import { type Settings, type SettingsStore } from '../settings.js'

/** What every part of one panel can reach. */
export interface PanelContextValue {
  settings: SettingsStore
  frames: StoreApi<Frame>
  /** Short-lived state of this panel, not saved. */
  session: StoreApi<Session>
}

/** Live bindings of every group at one moment. */
export interface Mark {
  time: number
  /** By connection and group. */
  counts: ReadonlyMap<string, number>
}

/** What the console tab is about to call. */
export interface Draft {
  /** Id of the tap. */
  connection: string
  name: string
  /** JSON values, separated by commas. */
  args: string
}

/** A call that was made by hand, and what came of it. */
export interface ConsoleEntry {
  key: number
  connection: string
  name: string
  args: string
  outcome: 'waiting' | 'resolved' | 'rejected'
  /** Result or message. */
  text: string
  /** Milliseconds. */
  duration: number | undefined
}

export interface Session {
  /** Spoken to screen readers, and shown for a moment. */
  notice: string
  /** Two moments to compare; without B, the present is compared with A. */
  marks: { a?: Mark; b?: Mark }
  draft: Draft
  /** The newest first. */
  console: readonly ConsoleEntry[]
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

/** The connections that are shown: the pinned one, or all. */
export function useShownConnections(): readonly Connection[] {
  const { connections } = useFrame()
  const pinned = useSetting('connection')
  return useMemo(() => {
    const shown = connections.filter(({ tap }) => tap.name === pinned)
    return shown.length > 0 ? shown : connections
  }, [connections, pinned])
}
