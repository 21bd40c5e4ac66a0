'use client'
import type { Bindings } from 'iorpc'
import { useCallback, useSyncExternalStore } from 'react'
import { useConnectionOf, type ContextOption } from './context.js'

/** Options of `usePending`. */
export interface PendingOptions extends ContextOption {
  /** Milliseconds between two looks. Default 100. */
  interval?: number | undefined
}

const NOTHING: Bindings = { calls: 0, callbacks: 0 }

const total = ({ calls, callbacks }: Bindings) => calls + callbacks

/**
 * How much is bound on this side of the connection: calls that wait, and functions that the other side may call. It is
 * looked at now and then, so that packets pay nothing for it; the component renders when the number has changed.
 *
 * @param selector what to make of it; default: calls and callbacks together
 * @param options `interval` between two looks in milliseconds, default 100
 * @throws where there is no provider above
 *
 * @example
 * const calls = usePending(({ calls }) => calls)
 * return calls > 0 ? <Spinner /> : null
 */
export function usePending<T extends string | number | boolean = number>(
  selector?: (bindings: Bindings) => T,
  options: PendingOptions = {},
): T {
  const { interval = 100 } = options
  const connection = useConnectionOf(options)
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(listener, interval)
      return () => clearInterval(timer)
    },
    [interval],
  )
  const select = selector ?? (total as (bindings: Bindings) => T)
  return useSyncExternalStore(
    subscribe,
    () => select(connection.pair?.bindings() ?? NOTHING),
    () => select(NOTHING),
  )
}
