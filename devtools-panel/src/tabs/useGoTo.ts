import type { PacketRecord } from '@iorpc/tap'
import { quoteValue } from '../filter/parse.js'
import { usePanel } from '../panel/context.js'

/** Opens a tab with a filter: how one thing leads to another. */
export function useGoTo(): (tab: string, filter: string) => void {
  const { settings } = usePanel()
  return (tab, filter) =>
    settings.setState(({ filters }) => ({ tab, filters: { ...filters, [tab]: filter } }))
}

/** The filter for an id, which may be any text. */
export function askId(key: 'binding' | 'id', id: PacketRecord['callId']): string {
  return `${key}:${quoteValue(String(id))}`
}

/** Opens the group that a binding is in. */
export function useShowBinding(): (id: PacketRecord['id']) => void {
  const goTo = useGoTo()
  return (id) => goTo('bindings', askId('binding', id))
}
