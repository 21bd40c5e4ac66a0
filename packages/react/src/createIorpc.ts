'use client'
import type { AnyFunction, Remote, UntypedApi } from 'iorpc'
import { createContext, createElement, type ReactElement } from 'react'
import type { Connection } from './connection.js'
import type { ContextOption } from './context.js'
import { IorpcProvider, type ApiProviderProps, type ConnectProviderProps } from './IorpcProvider.js'
import type { CallTools } from './remoteCall.js'
import type { SubscriptionState } from './remoteSource.js'
import { createRemoteStore, type RemoteStore, type RemoteStoreOptions } from './remoteStore.js'
import { useConnection, type ConnectionInfo } from './useConnection.js'
import { useInvalidate } from './useInvalidate.js'
import { usePending } from './usePending.js'
import { useRemote } from './useRemote.js'
import { useRemoteCall, type RemoteCallOptions, type RemoteCallResult } from './useRemoteCall.js'
import { useRemoteCallback } from './useRemoteCallback.js'
import { useRemoteStore } from './useRemoteStore.js'
import { useRemoteSubscription, type SubscriptionOptions } from './useRemoteSubscription.js'
import { useRemoteValue } from './useRemoteValue.js'
import { useTransferProgress, type TransferProgressOptions } from './useTransferProgress.js'

type Own<Options> = Omit<Options, keyof ContextOption>
type Name<Api> = Exclude<keyof Remote<Api>, 'noWait' | symbol | number>
type Args<Api, N extends keyof Remote<Api>> = Remote<Api>[N] extends (...args: infer A) => unknown ? A : never
type Result<Api, N extends keyof Remote<Api>> = Remote<Api>[N] extends (...args: never[]) => infer R
  ? Awaited<R>
  : never

/** The provider and the hooks of one API, see `createIorpc`. Each is documented at the export of its name. */
export interface Iorpc<RemoteApi, LocalApi> {
  IorpcProvider(
    props: Own<ApiProviderProps<RemoteApi, LocalApi>> | Own<ConnectProviderProps<RemoteApi, LocalApi>>,
  ): ReactElement
  useRemote(): Remote<RemoteApi>
  useRemoteCallback: typeof useRemoteCallback
  useRemoteCall: {
    <N extends Name<RemoteApi>>(
      name: N,
      options?: Own<RemoteCallOptions>,
    ): RemoteCallResult<Args<RemoteApi, N>, Result<RemoteApi, N>>
    <A extends unknown[], T, Progress = unknown>(
      call: (remote: Remote<RemoteApi>, tools: CallTools<Progress>, ...args: A) => T,
      options?: Own<RemoteCallOptions>,
    ): RemoteCallResult<A, Awaited<T>, Progress>
  }
  useRemoteValue: {
    <N extends Name<RemoteApi>>(name: N, args: Args<RemoteApi, N>): Result<RemoteApi, N>
    <T>(call: (remote: Remote<RemoteApi>) => T, deps: readonly unknown[]): Awaited<T>
  }
  useInvalidate(): (name?: Name<RemoteApi>, ...args: unknown[]) => void
  useRemoteSubscription: {
    <T>(
      subscribe: (remote: Remote<RemoteApi>, next: (value: T) => void) => unknown,
      deps: readonly unknown[],
      options: Own<SubscriptionOptions<T>> & { initial: T },
    ): SubscriptionState<T>
    <T>(
      subscribe: (remote: Remote<RemoteApi>, next: (value: T) => void) => unknown,
      deps: readonly unknown[],
      options?: Own<SubscriptionOptions<T>>,
    ): SubscriptionState<T | undefined>
  }
  createRemoteStore: {
    <T>(
      subscribe: (remote: Remote<RemoteApi>, next: (state: T) => void) => unknown,
      options: RemoteStoreOptions<T> & { initial: T },
    ): RemoteStore<T>
    <T>(
      subscribe: (remote: Remote<RemoteApi>, next: (state: T) => void) => unknown,
      options?: RemoteStoreOptions<T>,
    ): RemoteStore<T | undefined>
  }
  useRemoteStore: {
    <T>(store: RemoteStore<T>): T
    <T, S>(store: RemoteStore<T>, selector: (state: T) => S): S
  }
  useConnection(): ConnectionInfo
  usePending: typeof usePending
  useTransferProgress(options?: Own<TransferProgressOptions>): ReturnType<typeof useTransferProgress>
}

/**
 * The provider and the hooks for one API, typed once. They find their own provider only, so the hooks of several, for a
 * worker and an iframe say, can be used side by side.
 *
 * @example
 * export const { IorpcProvider, useRemote, useRemoteCall } = createIorpc<WorkerApi, PageApi>()
 *
 * const { call, data } = useRemoteCall('resize')
 */
export function createIorpc<RemoteApi = UntypedApi, LocalApi = UntypedApi>(): Iorpc<RemoteApi, LocalApi> {
  const context = createContext<Connection | null>(null)
  const hooks = {
    IorpcProvider: (props: ApiProviderProps | ConnectProviderProps) =>
      createElement(IorpcProvider<UntypedApi, UntypedApi>, { ...props, context }),
    useRemote: () => useRemote({ context }),
    useRemoteCallback: (fn: AnyFunction, options?: object) => useRemoteCallback(fn, { ...options, context }),
    useRemoteCall: (call: string, options?: object) => useRemoteCall(call, { ...options, context }),
    useRemoteValue: (call: string, deps: unknown[]) => useRemoteValue(call, deps, { context }),
    useInvalidate: () => useInvalidate({ context }),
    useRemoteSubscription: (subscribe: () => unknown, deps: unknown[], options?: object) =>
      useRemoteSubscription(subscribe, deps, { ...options, context }),
    createRemoteStore,
    useRemoteStore: (store: RemoteStore<unknown>, selector: (state: unknown) => unknown) =>
      useRemoteStore(store, selector, { context }),
    useConnection: () => useConnection({ context }),
    usePending: (selector?: () => number, options?: object) => usePending(selector, { ...options, context }),
    useTransferProgress: (options?: object) => useTransferProgress({ ...options, context }),
  }
  return hooks as unknown as Iorpc<RemoteApi, LocalApi>
}
