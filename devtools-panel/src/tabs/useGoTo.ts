import { usePanel } from '../panel/context.js'

/** Opens a tab with a filter: how one thing leads to another. */
export function useGoTo(): (tab: string, filter: string) => void {
  const { settings } = usePanel()
  return (tab, filter) =>
    settings.setState(({ filters }) => ({ tab, filters: { ...filters, [tab]: filter } }))
}
