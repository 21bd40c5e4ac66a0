import { useEffect, useRef, type KeyboardEvent } from 'react'
import { tabs, type TabDefinition } from '../tabs/tabs.js'
import { isFocusLost } from '../ui/focus.js'
import { formatCount } from '../ui/format.js'
import { usePanel, useSetting, useShown } from './context.js'

/** Ids that tie tabs to their panels, unique within one shadow root. */
export const tabId = (id: string) => `tab-${id}`
export const tabPanelId = (id: string) => `tabpanel-${id}`

export function useCurrentTab(): TabDefinition {
  const chosen = useSetting('tab')
  const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  if (!tab) throw new Error('The panel has no tabs.')
  return tab
}

export function TabList() {
  const { settings } = usePanel()
  const current = useCurrentTab()
  const list = useRef<HTMLDivElement>(null)

  const isChange = useRef(false)
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected=true]')
    if (!tab || !list.current) return
    // Where not all tabs have room, the list scrolls. Asked to come into view, the tab would scroll the page too.
    list.current.scrollTo({ left: tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2 })
    // A link of the tab before has led here, and went with it.
    if (isChange.current && isFocusLost(tab)) tab.focus({ preventScroll: true })
    isChange.current = true
  }, [current])

  function onKeyDown(event: KeyboardEvent) {
    const next = neighbour(event.key, tabs.indexOf(current))
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    settings.setState({ tab: next.id })
    list.current?.querySelector<HTMLElement>(`#${tabId(next.id)}`)?.focus()
  }

  return (
    <div className="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label }) => (
        <button
          type="button"
          key={id}
          id={tabId(id)}
          role="tab"
          aria-selected={id === current.id}
          aria-controls={id === current.id ? tabPanelId(id) : undefined}
          tabIndex={id === current.id ? 0 : -1}
          onClick={() => settings.setState({ tab: id })}
        >
          {label}
          {id === 'bindings' && <LeakCount />}
        </button>
      ))}
    </div>
  )
}

/** Leaks are announced from every tab. */
function LeakCount() {
  const leaks = useShown((shown) => shown.reduce((sum, { state }) => sum + state.verdicts.LEAK, 0))
  if (leaks === 0) return null
  return (
    <span className="count" data-tone="danger">
      {formatCount(leaks)}
      <span className="hidden"> leaking</span>
    </span>
  )
}

function neighbour(key: string, index: number): TabDefinition | undefined {
  switch (key) {
    case 'ArrowRight':
      return tabs[(index + 1) % tabs.length]
    case 'ArrowLeft':
      return tabs.at(index - 1)
    case 'Home':
      return tabs[0]
    case 'End':
      return tabs.at(-1)
    default:
      return undefined
  }
}
