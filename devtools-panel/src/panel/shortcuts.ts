import type { KeyboardEvent } from 'react'
import { tabs } from '../tabs/tabs.js'
import { usePanel } from './context.js'
import { useRecording } from './useRecording.js'

/** Keys and what they do, in the order of the help sheet. They work while the focus is in the panel. */
export const shortcuts: readonly { keys: string; does: string }[] = [
  { keys: `1 – ${tabs.length}`, does: 'Show a tab' },
  { keys: '/', does: 'Write a filter' },
  { keys: 'p', does: 'Pause or resume recording' },
  { keys: 'c', does: 'Clear what was recorded' },
  { keys: '?', does: 'Show or hide this sheet' },
  { keys: '↑ ↓ Page Home End', does: 'Move in a list' },
  { keys: 'Enter', does: 'Open what is selected, accept a completion' },
  { keys: '← →', does: 'Move between tabs, move an edge' },
  { keys: 'Esc', does: 'Close details, completions or this sheet' },
  { keys: 'Shift Esc', does: 'Close the panel, or bring it back from its window' },
]

interface Actions {
  toggleHelp(): void
  closeHelp(): void
  /** Absent where the panel cannot be closed. */
  close: (() => void) | undefined
}

/** Handles the keys of the panel; keys that are typed into a field are left to it. */
export function useShortcuts(actions: Actions): (event: KeyboardEvent<HTMLElement>) => void {
  const { toggleHelp, closeHelp, close } = actions
  const { settings } = usePanel()
  const recording = useRecording()

  return (event) => {
    if (event.key === 'Escape' && event.shiftKey && close) {
      event.preventDefault()
      close()
      return
    }
    if (event.key === 'Escape' && !event.shiftKey) return closeHelp()
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
    const tab = tabs[Number(event.key) - 1]
    if (tab) settings.setState({ tab: tab.id })
    else if (event.key === '/') event.currentTarget.querySelector<HTMLElement>('[data-filter]')?.focus()
    else if (event.key === 'p') recording.toggle()
    else if (event.key === 'c') recording.clear()
    else if (event.key === '?') toggleHelp()
    else return
    event.preventDefault()
  }
}

function isTyping(target: EventTarget): boolean {
  return 'matches' in target && (target as Element).matches('input, textarea, select')
}
