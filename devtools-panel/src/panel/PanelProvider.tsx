import { taps as registry } from '@iorpc/tap'
import { useEffect, useState, type ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { readFrame, watchTaps, type Frame, type TapSource } from '../data/frame.js'
import { followOtherContexts } from '../data/otherContexts.js'
import { preserveHistory } from '../data/preserve.js'
import { type SettingsStore } from '../settings.js'
import { type GetView } from './usePopOut.js'
import { useSameTaps } from './useSameTaps.js'
import { PanelContext, type PanelContextValue } from './context.js'
import { createSession } from './session.js'

interface PanelProviderProps {
  /** Default: all taps there are. */
  taps: TapSource | undefined
  settings: SettingsStore
  /** The window whose frames set the pace. */
  getView: GetView
  children: ReactNode
}

/** Subscribes to the taps for as long as it is mounted. */
export function PanelProvider({ taps: given = registry, settings, getView, children }: PanelProviderProps) {
  const taps = useSameTaps(given)
  const [context] = useState((): PanelContextValue => ({
    settings,
    frames: createStore<Frame>(() => readFrame(taps)),
    followsRegistry: taps === registry,
    session: createSession(),
  }))
  useEffect(
    () => watchTaps(taps, getView(), (frame) => context.frames.setState(frame, true)),
    [taps, getView, context],
  )
  const { followsRegistry } = context
  useEffect(() => (followsRegistry ? followOtherContexts() : undefined), [followsRegistry])
  useEffect(() => (followsRegistry ? preserveHistory(settings) : undefined), [followsRegistry, settings])
  return <PanelContext.Provider value={context}>{children}</PanelContext.Provider>
}
