import { exportSession, taps, type SessionFile } from '@iorpc/tap'
import { type SettingsStore } from '../settings.js'
import { addPreserved, sessions } from './sessions.js'

type SavedTap = SessionFile['taps'][number]

/** What one panel takes of the session storage, in characters; browsers give an origin some five million. */
const mostCharacters = 1_500_000

/** Newest items of each log that are kept where all fit. */
const mostItems = 2000

/** Connections, those of earlier loads included. */
const mostTaps = 50

/**
 * Shows what was recorded before the page was reloaded, and saves what is recorded before it is again. Does so while the
 * user wants it.
 *
 * @returns stops
 */
export function preserveHistory(settings: SettingsStore): () => void {
  const key = `${settings.key}:history`
  const save = () => {
    const { preserved } = sessions.getState()
    const recorded = taps.getState().filter((tap) => !tap.mirrored || preserved.has(tap.id))
    if (settings.getState().preserve) write(key, historyText(exportSession(recorded.slice(0, mostTaps))))
    else write(key, undefined)
  }
  if (settings.getState().preserve) restore(key)
  window.addEventListener('pagehide', save)
  return () => window.removeEventListener('pagehide', save)
}

/** A session as text that fits: what has passed, the newest of it, but nothing of what was alive. */
export function historyText(session: SessionFile, most = mostCharacters): string | undefined {
  for (let items = mostItems; items >= 1; items = Math.floor(items / 2)) {
    const kept = session.taps.map((tap) => pastOf(tap, session.savedAt, items))
    const text = JSON.stringify({ ...session, taps: kept.filter(({ state }) => state.packets.total > 0) })
    if (text.length <= most) return text
  }
  return undefined
}

function pastOf({ name, context, state }: SavedTap, time: number, items: number): SavedTap {
  const calls = newest(state.calls, items)
  return {
    name,
    context,
    state: {
      ...state,
      status: 'closed',
      closeReason: 'the page was left',
      counts: { ...state.counts, calls: 0, callbacks: 0, held: 0 },
      history: state.history.slice(-items),
      packets: newest(state.packets, items),
      calls: {
        ...calls,
        items: calls.items.map(([seq, call]) => {
          const isOver = call.id === false || call.outcome !== undefined
          return [seq, isOver ? call : { ...call, outcome: 'closed', settledAt: time }] as const
        }),
      },
      drops: newest(state.drops, items),
      released: newest(state.released, items),
      transfers: state.transfers.slice(-items),
      bindings: [],
      groups: [],
      verdicts: { LEAK: 0, ORPHAN: 0, GROWING: 0, DUPLICATE: 0, TRIMMED: 0, IDLE: 0 },
    },
  }
}

interface Part<T> {
  firstSeq: number
  total: number
  items: (readonly [number, T])[]
}

function newest<T>(part: Part<T>, most: number): Part<T> {
  const items = part.items.slice(-most)
  return { ...part, firstSeq: items[0]?.[0] ?? part.total, items }
}

/** It is read once: another reload saves it again, with what came after it. */
function restore(key: string): void {
  try {
    const text = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    if (text !== null) addPreserved(JSON.parse(text))
  } catch {
    // Storage is forbidden, or was written by another version: there is no history.
  }
}

function write(key: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // Storage is full or forbidden: the history is lost, as it is without this.
  }
}
