import { createStore, type StoreApi } from 'zustand/vanilla'

/** The edge of the window that the panel is docked to. */
export type DockPosition = 'bottom' | 'right' | 'left' | 'top'

/** `system` follows the operating system, also while the panel is open. */
export type Theme = 'light' | 'dark' | 'system'

/** What a panel remembers, also across reloads of the page. */
export interface Settings {
  open: boolean
  position: DockPosition
  /** Height in px when docked at the bottom or the top. */
  height: number
  /** Width in px when docked at a side. */
  width: number
  theme: Theme
  tab: string
  /** Name of the connection that is shown; empty: all of them. */
  connection: string
  /** Share of the space, in percent, that a tab's detail pane takes. */
  detail: number
  /** Keep what was recorded over a reload of the page. */
  preserve: boolean
  /** Filter text of each tab, by its id. */
  filters: Readonly<Record<string, string>>
}

export interface SettingsStore extends StoreApi<Settings> {
  /** Under which it is saved. */
  readonly key: string
}

const defaults: Settings = {
  open: false,
  position: 'bottom',
  height: 380,
  width: 520,
  theme: 'system',
  tab: 'bindings',
  connection: '',
  detail: 42,
  preserve: false,
  filters: {},
}

/** A store that starts from what was saved under `key`, and saves every change there. */
export function createSettings(key: string, initial: Partial<Settings>): SettingsStore {
  const store = createStore<Settings>(() => ({ ...defaults, ...initial, ...read(key) }))
  store.subscribe((settings) => write(key, settings))
  return { ...store, key }
}

/** Only known keys of the expected type: storage is written by other versions, and by anybody else. */
function read(key: string): Partial<Settings> {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof saved !== 'object' || saved === null) return {}
    const known = Object.entries(saved).filter(
      ([name, value]) => name in defaults && isAcceptable(name as keyof Settings, value),
    )
    return Object.fromEntries(known)
  } catch {
    return {}
  }
}

const choices: { [K in keyof Settings]?: readonly unknown[] } = {
  position: ['bottom', 'right', 'left', 'top'],
  theme: ['light', 'dark', 'system'],
}

function isAcceptable(name: keyof Settings, value: unknown): boolean {
  if (name === 'filters') {
    return (
      typeof value === 'object' && value !== null && Object.values(value).every((v) => typeof v === 'string')
    )
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return false
  return typeof value === typeof defaults[name] && (choices[name]?.includes(value) ?? true)
}

function write(key: string, settings: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Storage is full or forbidden: the panel works without a memory.
  }
}
