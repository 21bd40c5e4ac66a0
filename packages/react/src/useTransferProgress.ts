'use client'
import type { TransferProgress, Transport } from 'iorpc'
import { useMemo, useSyncExternalStore } from 'react'
import type { Connection } from './connection.js'
import { useConnectionOf, type ContextOption } from './context.js'
import { onFrame } from './delivery.js'

type Source = Pick<Transport, 'onProgress'>

/** Options of `useTransferProgress`. */
export interface TransferProgressOptions extends ContextOption {
  /** What reports progress, such as a `binChannel`. Default: the transport of the provider. */
  source?: Source | undefined
}

const NONE: readonly TransferProgress[] = []

/**
 * The binary values that are on their way, in either direction, each with its bytes so far. Renders at most once per
 * animation frame. A value that has arrived is shown complete for one frame, then no more.
 *
 * @param options `source`: what reports progress; default the transport of the provider
 * @throws where there is no provider above
 *
 * @example
 * const transfers = useTransferProgress()
 * return transfers.map(({ direction, messageId, index, bytes, totalBytes }) => (
 *   <progress key={`${direction} ${messageId} ${index}`} value={bytes} max={totalBytes} />
 * ))
 */
export function useTransferProgress(options: TransferProgressOptions = {}): readonly TransferProgress[] {
  const { source } = options
  const connection = useConnectionOf(options)
  const transfers = useMemo(() => transfersOf(connection, source), [connection, source])
  return useSyncExternalStore(transfers.subscribe, transfers.get, transfers.get)
}

function transfersOf(connection: Connection, source: Source | undefined) {
  const running = new Map<string, TransferProgress>()
  let shown = NONE

  const subscribe = (listener: () => void) => {
    let cancelFrame: (() => void) | undefined
    let unlisten: (() => void) | undefined
    let listened: Source | undefined

    const show = () => {
      cancelFrame?.()
      cancelFrame = undefined
      shown = running.size > 0 ? [...running.values()] : NONE
      for (const [key, { bytes, totalBytes }] of running) if (bytes >= totalBytes) running.delete(key)
      if (running.size < shown.length) cancelFrame = onFrame(show)
      listener()
    }
    const hear = (progress: TransferProgress) => {
      running.set(`${progress.direction} ${progress.messageId} ${progress.index}`, progress)
      cancelFrame ??= onFrame(show)
    }
    const clear = () => {
      running.clear()
      if (shown !== NONE) cancelFrame ??= onFrame(show)
    }
    /** Transfers end with the epoch of their connection. */
    const listen = () => {
      const next = source ?? connection.transport
      if (connection.status.state !== 'open') clear()
      if (next === listened) return
      listened = next
      unlisten?.()
      unlisten = next?.onProgress?.(hear)
    }
    const unsubscribe = connection.subscribe(listen)
    listen()
    return () => {
      unsubscribe()
      unlisten?.()
      cancelFrame?.()
      running.clear()
      shown = NONE
    }
  }
  return { subscribe, get: () => shown }
}
