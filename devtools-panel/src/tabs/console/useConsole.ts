import type { TapView } from '@iorpc/tap'
import { useStore } from 'zustand'
import { usePanel } from '../../panel/context.js'
import { type ConsoleEntry, type Draft } from '../../panel/session.js'
import { valueText } from './valueText.js'

interface Console {
  draft: Draft
  entries: readonly ConsoleEntry[]
  edit(change: Partial<Draft>): void
  /** Makes the call of the draft. */
  call(tap: TapView, args: readonly unknown[]): void
}

const mostEntries = 50

let lastKey = 0

/** The console's draft and results, which outlive a change of tab. */
export function useConsole(): Console {
  const { session } = usePanel()
  const draft = useStore(session, (state) => state.draft)
  const entries = useStore(session, (state) => state.console)

  function settle(key: number, change: Partial<ConsoleEntry>) {
    session.setState(({ console }) => ({
      console: console.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)),
    }))
  }

  return {
    draft,
    entries,
    edit: (change) => session.setState(({ draft: before }) => ({ draft: { ...before, ...change } })),
    call(tap, args) {
      const key = ++lastKey
      const entry: ConsoleEntry = {
        ...draft,
        key,
        connection: tap.id,
        on: tap.name,
        outcome: 'waiting',
        text: '',
        duration: undefined,
      }
      session.setState(({ console }) => ({ console: [entry, ...console].slice(0, mostEntries) }))
      const startedAt = performance.now()
      const finish = (outcome: 'resolved' | 'rejected', text: string) =>
        settle(key, { outcome, text, duration: performance.now() - startedAt })
      Promise.resolve(tap.controls?.call(draft.name, args)).then(
        (value) => finish('resolved', valueText(value)),
        (error: unknown) => finish('rejected', error instanceof Error ? error.message : valueText(error)),
      )
    },
  }
}

/** Reads JSON values that are separated by commas; a message when they are none. */
export function parseArgs(text: string): { args: readonly unknown[] } | { problem: string } {
  try {
    return { args: JSON.parse(`[${text}]`) as unknown[] }
  } catch {
    return { problem: 'Write JSON values separated by commas, such as 1, "text", {"key": true}.' }
  }
}
