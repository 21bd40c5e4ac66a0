export { IorpcDevtools, type IorpcDevtoolsProps } from './IorpcDevtools.js'
export { IorpcDevtoolsPanel, type IorpcDevtoolsPanelProps } from './IorpcDevtoolsPanel.js'
export { type DockPosition, type Theme } from './settings.js'
