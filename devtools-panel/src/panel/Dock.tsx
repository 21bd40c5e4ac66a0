import { type DockPosition, type Theme } from '../settings.js'
import { IconButton } from '../ui/IconButton.js'
import { notify, usePanel, useSetting } from './context.js'
import { Panel } from './Panel.js'
import { Resizer } from './Resizer.js'
import { type GetView } from './usePopOut.js'

interface DockProps {
  /** The application's choice, if it made one. */
  theme: Theme | undefined
  autoFocus: boolean
  onClose(): void
  /** Returns whether the browser allowed it. */
  onPopOut(): boolean
  getView: GetView
}

/** The panel at an edge of the page's window. */
export function Dock({ theme, autoFocus, onClose, onPopOut, getView }: DockProps) {
  const panel = usePanel()
  const position = useSetting('position')
  const height = useSetting('height')
  const width = useSetting('width')
  const isUpright = position === 'left' || position === 'right'
  return (
    <div className="dock" data-position={position} style={isUpright ? { width } : { height }}>
      <Panel
        edge={<Resizer />}
        getView={getView}
        theme={theme}
        autoFocus={autoFocus}
        onClose={onClose}
        placement={
          <>
            <DockButton />
            <IconButton
              icon="popOut"
              label="Open in a window of its own"
              onClick={() => {
                if (!onPopOut()) notify(panel, 'The browser did not allow another window.')
              }}
            />
            <IconButton icon="close" label="Close devtools" shortcut="Shift+Escape" onClick={onClose} />
          </>
        }
      />
    </div>
  )
}

const next: Record<DockPosition, DockPosition> = {
  bottom: 'right',
  right: 'top',
  top: 'left',
  left: 'bottom',
}
const icons = { bottom: 'dockBottom', right: 'dockRight', top: 'dockTop', left: 'dockLeft' } as const

function DockButton() {
  const { settings } = usePanel()
  const position = useSetting('position')
  return (
    <IconButton
      icon={icons[position]}
      label={`Docked at the ${position}. Move to the ${next[position]}`}
      onClick={() => settings.setState({ position: next[position] })}
    />
  )
}
