import { useEffect, useInsertionEffect, useLayoutEffect } from 'react'
import type { Connection } from './connection.js'

// React 18 warns of layout effects on the server.
const useLayoutEffectInBrowser = typeof document === 'undefined' ? useEffect : useLayoutEffect

/** May be mounted and unmounted again and again; to mount twice is the same as once. */
export interface Mountable {
  mount(connection: Connection): void
  /** @param isLeaving the component goes; it is called once more, shortly before the cleanups of its effects run */
  unmount(connection: Connection, isLeaving?: boolean): void
}

/**
 * Mounts before the effects in which calls are made. Unmounts with the component, and while `<Activity>` hides it: its
 * effects end then. Not while the fallback of `<Suspense>` hides it: its effects live on, and so does what they bind.
 *
 * @param update runs before, and after each render in which it is another function
 */
export function useMount(target: Mountable, connection: Connection, update?: () => void): void {
  useLayoutEffectInBrowser(() => {
    update?.()
    target.mount(connection)
  }, [target, connection, update])
  // The first of these ends at once, before other cleanups; the second also when `<Activity>` hides the component.
  useInsertionEffect(() => () => target.unmount(connection, true), [target, connection])
  useEffect(() => () => target.unmount(connection), [target, connection])
}
