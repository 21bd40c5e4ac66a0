import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type Theme } from '../settings.js'
import { useSetting } from './context.js'
import { type GetView } from './usePopOut.js'

/** The theme in force. `fixed` comes from the application and leaves no choice; otherwise the user's choice counts. */
export function useTheme(fixed: Theme | undefined, getView: GetView): 'light' | 'dark' {
  const chosen = useSetting('theme')
  const theme = fixed ?? chosen
  const query = useMemo(() => getView().matchMedia('(prefers-color-scheme: dark)'), [getView])
  const subscribe = useCallback(
    (listener: () => void) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    [query],
  )
  const isSystemDark = useSyncExternalStore(subscribe, () => query.matches)
  if (theme === 'system') return isSystemDark ? 'dark' : 'light'
  return theme
}
