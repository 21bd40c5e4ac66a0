'use client'
import { IorpcError, type ConnectionStatus } from 'iorpc'
import { useMemo, useSyncExternalStore } from 'react'
import { CONNECTING, OPEN } from './connection.js'
import { useConnectionOf, type ContextOption } from './context.js'

/** What `useConnection` returns. */
export interface ConnectionInfo {
  /** `name` of the provider. */
  name: string | undefined
  /** `connecting`: calls wait. `closed`: they reject with `IORPC_CLOSED`. */
  status: ConnectionStatus['state']
  /** What `connect` threw, or why the transport has ended. */
  reason: unknown
  /** Counts the openings. Nothing that was bound in one epoch lives on in the next. */
  epoch: number
  /**
   * Closes what is open and calls the latest `connect`.
   *
   * @throws `IorpcError` `IORPC_BAD_OPTION` under `<IorpcProvider api>`
   */
  reconnect: () => void
}

/**
 * Where the connection of the provider stands.
 *
 * @param options `context` of `createIorpc`; default the nearest provider
 * @throws where there is no provider above
 *
 * @example
 * const { status, reason, reconnect } = useConnection()
 * if (status === 'closed') return <button onClick={reconnect}>Reconnect: {String(reason)}</button>
 */
export function useConnection(options?: ContextOption): ConnectionInfo {
  const connection = useConnectionOf(options)
  const { name, subscribe, reconnect = refuse } = connection
  // The server does not connect; what hydrates shows the same at first.
  const initial = connection.reconnect ? CONNECTING : OPEN
  const status = useSyncExternalStore(
    subscribe,
    () => connection.status,
    () => initial,
  )
  return useMemo(
    () => ({ name, status: status.state, reason: status.reason, epoch: status.epoch, reconnect }),
    [name, status, reconnect],
  )
}

function refuse(): never {
  throw new IorpcError('IORPC_BAD_OPTION', 'Under <IorpcProvider api> what made `api` has to reconnect')
}
