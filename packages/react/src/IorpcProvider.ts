'use client'
import type { Pair, PairConfig, PairOptions, Tap, Transport, UntypedApi } from 'iorpc'
import {
  createElement,
  useEffect,
  useInsertionEffect,
  useMemo,
  type ReactElement,
  type ReactNode,
} from 'react'
import { fixedConnection, type Connection, type ConnectionConfig } from './connection.js'
import { DefaultContext, type ContextOption } from './context.js'
import { ownConnection } from './ownConnection.js'

interface CommonProps extends ContextOption {
  /** Recorder that is told which component makes which call, such as one of `@iorpc/tap`. */
  tap?: Tap | undefined
  children?: ReactNode
}

/** A pair that is made, and closed, elsewhere. */
export interface ApiProviderProps<RemoteApi = UntypedApi, LocalApi = UntypedApi> extends CommonProps {
  /** Another pair is another connection: the hooks below release what they hold of the old one and start anew. */
  api: Pair<RemoteApi, LocalApi>
  /** What the pair was made of, for `useConnection` and `useTransferProgress`. */
  transport?: Transport | undefined
  connect?: never
}

/** A connection that lives as long as the provider is mounted. */
export interface ConnectProviderProps<RemoteApi = UntypedApi, LocalApi = UntypedApi> extends CommonProps {
  /**
   * Makes the transport, or promises it. Called once on mount, and by `reconnect()`. Never called on the server. An
   * inline function is fine: another identity does not reconnect, the next opening uses the latest one.
   */
  connect: () => Transport | PromiseLike<Transport>
  /** What the other side may call. The latest object is used, so its functions may close over props and state. */
  local?: PairConfig<RemoteApi, LocalApi>['local'] | undefined
  /** Read when the connection opens. */
  options?: PairOptions | undefined
  /** Identifies the connection: another name is another connection. Components keep their state. */
  name?: string | undefined
  api?: never
}

/** With `connect` or with `api`. */
export type IorpcProviderProps<RemoteApi = UntypedApi, LocalApi = UntypedApi> =
  ApiProviderProps<RemoteApi, LocalApi> | ConnectProviderProps<RemoteApi, LocalApi>

/**
 * Connects the hooks below it to the other side.
 *
 * With `api` it uses a pair that exists. With `connect` it opens a connection when it mounts and closes it when it
 * unmounts: one connection under StrictMode and Fast Refresh, none on the server. A `connect` that throws, or a transport
 * that dies, makes the connection `closed`; `useConnection()` tells why and reopens it.
 *
 * @param props `connect`, `local`, `options` and `name`, or `api` and `transport`; with either `tap`
 *
 * @example
 * <IorpcProvider connect={() => workerTransport(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }))}>
 *   <App />
 * </IorpcProvider>
 */
export function IorpcProvider<RemoteApi = UntypedApi, LocalApi = UntypedApi>(
  props: IorpcProviderProps<RemoteApi, LocalApi>,
): ReactElement {
  const { api, transport, name, tap, context = DefaultContext, children } = props as UntypedProps
  const connection = useMemo<Connection>(
    () => (api ? fixedConnection(api, transport, tap) : ownConnection(name, tap)),
    [api, transport, name, tap],
  )
  useInsertionEffect(() => connection.configure?.(props as ConnectionConfig))
  useEffect(() => connection.retain?.(), [connection])
  return createElement(context.Provider, { value: connection }, children)
}

type UntypedProps = Partial<Omit<ApiProviderProps, 'connect'> & Omit<ConnectProviderProps, 'api'>>
