import type { ComponentType } from 'react'
import { BindingsTab } from './bindings/BindingsTab.js'
import { CallsTab } from './calls/CallsTab.js'
import { ConnectionsTab } from './connections/ConnectionsTab.js'
import { ConsoleTab } from './console/ConsoleTab.js'
import { FaultsTab } from './faults/FaultsTab.js'
import { PacketsTab } from './packets/PacketsTab.js'
import { TransfersTab } from './transfers/TransfersTab.js'

export interface TabDefinition {
  id: string
  label: string
  content: ComponentType
}

/** The tabs in their order. The first answers the question that people come with: who leaks? */
export const tabs: readonly TabDefinition[] = [
  { id: 'bindings', label: 'Bindings', content: BindingsTab },
  { id: 'packets', label: 'Packets', content: PacketsTab },
  { id: 'calls', label: 'Calls', content: CallsTab },
  { id: 'transfers', label: 'Transfers', content: TransfersTab },
  { id: 'connections', label: 'Connections', content: ConnectionsTab },
  { id: 'console', label: 'Console', content: ConsoleTab },
  { id: 'faults', label: 'Faults', content: FaultsTab },
]
