import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.js'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName
  label: string
  /** Key that does the same, shown in the tooltip. */
  shortcut?: string
}

/** A button with an icon; its label is its name and its tooltip. */
export function IconButton({ icon, label, shortcut, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
