'use client'
import { useCallback } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import { valuesOf } from './remoteValues.js'

/** Without a name: everything. With arguments: what was read with arguments that begin so. */
export type Invalidate = (name?: string, ...args: unknown[]) => void

/**
 * Makes values of `useRemoteValue` stale. They stay on the screen until they have been read again.
 *
 * @param options `context` of `createIorpc`; default the nearest provider
 * @throws where there is no provider above
 *
 * @example
 * const invalidate = useInvalidate()
 * await remote.renameUser(id, name)
 * invalidate('getUser', id)
 */
export function useInvalidate(options?: ContextOption): Invalidate {
  const connection = useConnectionOf(options)
  return useCallback((name, ...args) => valuesOf(connection).invalidate(name, args), [connection])
}
