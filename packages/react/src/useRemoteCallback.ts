'use client'
import type { AnyFunction } from 'iorpc'
import { useMemo } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'
import type { Delivery } from './delivery.js'
import { createRemoteCallback } from './remoteCallback.js'
import { useMount } from './useMount.js'

/** Options of `useRemoteCallback`. */
export interface RemoteCallbackOptions extends ContextOption {
  /** Which of the calls that arrive reach `fn`. Default `'every'`. */
  delivery?: Delivery | undefined
}

/**
 * A function to pass to the other side: its identity never changes, it calls the `fn` of the latest render, and it is
 * released when the component unmounts, through whichever remote it was passed. A call that arrives later is answered
 * with `undefined`.
 *
 * @param fn called with what the other side passes
 * @param options `delivery: 'frame'` for what is shown: however often the other side calls, `fn` runs at most once per
 *   animation frame, with the newest arguments
 * @throws where there is no provider above
 *
 * @example
 * const onProgress = useRemoteCallback((done: number) => setDone(done), { delivery: 'frame' })
 * return <button onClick={() => void remote.render(image, onProgress)}>Render</button>
 */
export function useRemoteCallback<F extends AnyFunction>(
  fn: F,
  options?: RemoteCallbackOptions & { delivery?: 'every' | undefined },
): F
export function useRemoteCallback<F extends AnyFunction>(
  fn: F,
  options: RemoteCallbackOptions,
): (...args: Parameters<F>) => void
export function useRemoteCallback(fn: AnyFunction, options: RemoteCallbackOptions = {}): AnyFunction {
  const { delivery = 'every' } = options
  const connection = useConnectionOf(options)
  // Fast Refresh runs the effects below again: for another one, as the old one is gone by then.
  const remoteCallback = useMemo(() => createRemoteCallback(), [])
  useMount(remoteCallback, connection, () => remoteCallback.update(fn, delivery))
  return remoteCallback.callback
}
