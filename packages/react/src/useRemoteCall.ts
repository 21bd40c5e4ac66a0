'use client'
import type { AnyFunction } from 'iorpc'
import { useMemo, useSyncExternalStore } from 'react'
import type { Called } from './called.js'
import { useConnectionOf, type ContextOption } from './context.js'
import { RemoteCall, type CallSettings, type CallState, type CallTools, type MakeCall } from './remoteCall.js'
import { useMount } from './useMount.js'

/** Options of `useRemoteCall`. */
export interface RemoteCallOptions extends ContextOption, CallSettings {
  /** Throws the error while rendering, for an error boundary; a function decides. Default `false`. */
  throwOnError?: boolean | ((error: unknown) => boolean) | undefined
}

/** What `useRemoteCall` returns. */
export type RemoteCallResult<Args extends unknown[], Result, Progress = unknown> = CallState<
  Result,
  Progress
> & {
  /**
   * Makes the call; one that still runs is superseded: aborted, and its promise never settles. The promise need not be
   * caught.
   */
  call: (...args: Args) => Promise<Result>
  /** Gives up the call that runs, back to the state before it. Its promise never settles. */
  abort: () => void
  /** Gives up the call that runs and forgets data, error and progress. */
  reset: () => void
}

/**
 * A call to the other side that is made on demand, with its state. The latest wins: of overlapping calls only the last
 * one is shown. Functions that a call passes or receives are let go by the next call, `reset()` and unmount.
 *
 * @param what the name of the function, or a function that makes the call: it gets the remote, `{ report }` to set
 *   `progress`, and the arguments of `call`
 * @param options `timeout` in milliseconds, `retries` (default 0), `throwOnError`
 * @returns `call`, `abort` and `reset`, which never change, and `status`, `data` (the last result), `error`, `progress`
 * @throws where there is no provider above; with `throwOnError` what the call was rejected with
 *
 * @example
 * const { call, status, data, progress } = useRemoteCall(
 *   (remote: Remote<WorkerApi>, { report }: CallTools<number>, image: Blob) => remote.resize(image, report),
 * )
 */
export function useRemoteCall<R, Args extends unknown[], Result, Progress = unknown>(
  what: (remote: R, tools: CallTools<Progress>, ...args: Args) => Result,
  options?: RemoteCallOptions,
): RemoteCallResult<Args, Awaited<Result>, Progress>
/**
 * The same for one function of the other side.
 *
 * @param name of the function
 * @param options `timeout` in milliseconds, `retries` (default 0), `throwOnError`
 *
 * @example
 * const { call, data } = useRemoteCall<WorkerApi['add']>('add')
 */
export function useRemoteCall<F extends AnyFunction = (...args: unknown[]) => unknown>(
  name: string,
  options?: RemoteCallOptions,
): RemoteCallResult<Parameters<Called<F>>, Awaited<ReturnType<Called<F>>>>
export function useRemoteCall(
  what: string | AnyFunction,
  options: RemoteCallOptions = {},
): RemoteCallResult<never[], unknown> {
  const connection = useConnectionOf(options)
  const remoteCall = useMemo(
    () => new RemoteCall(connection, connection.tap && new Error().stack),
    [connection],
  )
  useMount(remoteCall, connection, () => remoteCall.update(callOf(what), options))
  const { get, subscribe } = remoteCall.state
  const state = useSyncExternalStore(subscribe, get, get)
  const { throwOnError = false } = options
  if (state.status === 'error') {
    const throws = typeof throwOnError === 'function' ? throwOnError(state.error) : throwOnError
    if (throws) throw state.error
  }
  const { call, abort, reset } = remoteCall
  return useMemo(() => ({ ...state, call, abort, reset }), [state, call, abort, reset])
}

function callOf(what: string | AnyFunction): MakeCall {
  if (typeof what === 'string') {
    return (remote, _tools, args) => (remote as Record<string, AnyFunction>)[what]?.(...args)
  }
  return (remote, tools, args) => what(remote, tools, ...args)
}
