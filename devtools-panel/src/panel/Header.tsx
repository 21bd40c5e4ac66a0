import type { ReactNode } from 'react'
import { type Theme } from '../settings.js'
import { IconButton } from '../ui/IconButton.js'
import { ConnectionSelect } from './ConnectionSelect.js'
import { usePanel, useSetting } from './context.js'
import { PendingMeter } from './PendingMeter.js'
import { TabList } from './TabList.js'
import { useIsPaused, useRecording } from './useRecording.js'

interface HeaderProps {
  /** The theme is the application's choice. */
  isThemeFixed: boolean
  onHelp(): void
  /** Buttons that concern the place of the panel. */
  placement: ReactNode
}

export function Header({ isThemeFixed, onHelp, placement }: HeaderProps) {
  const { followsRegistry } = usePanel()
  const recording = useRecording()
  const isPaused = useIsPaused()
  return (
    <header className="bar">
      <span className="brand" aria-hidden>
        io<b>RPC</b>
      </span>
      <ConnectionSelect />
      <TabList />
      <PendingMeter />
      <div className="toolbar" role="group" aria-label="Panel">
        <IconButton
          icon={isPaused ? 'play' : 'pause'}
          label={isPaused ? 'Resume recording' : 'Pause recording'}
          shortcut="p"
          className={isPaused ? 'on' : ''}
          onClick={recording.toggle}
        />
        <IconButton icon="clear" label="Clear" shortcut="c" onClick={recording.clear} />
        {followsRegistry && <PreserveButton />}
        {!isThemeFixed && <ThemeButton />}
        <IconButton icon="help" label="Keyboard shortcuts" shortcut="?" onClick={onHelp} />
        {placement}
      </div>
    </header>
  )
}

function PreserveButton() {
  const { settings } = usePanel()
  const preserve = useSetting('preserve')
  return (
    <IconButton
      icon="pin"
      label="Preserve over reloads"
      aria-pressed={preserve}
      onClick={() => settings.setState({ preserve: !preserve })}
    />
  )
}

const nextTheme: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const

function ThemeButton() {
  const { settings } = usePanel()
  const theme = useSetting('theme')
  return (
    <IconButton
      icon={themeIcons[theme]}
      label={`Theme: ${theme}`}
      onClick={() => settings.setState({ theme: nextTheme[theme] })}
    />
  )
}
