import { listen } from './listen.js'

/**
 * Calls `listener` when this context goes in an orderly way: a page that is left, unless it may come back from the
 * back/forward cache, or a worker of a browser that closes itself, of which browsers tell nobody.
 *
 * @returns an unsubscriber
 */
export function onLeaving(listener: () => void): () => void {
  if (typeof document !== 'undefined') {
    return listen(globalThis, 'pagehide', (event) => (event as PageTransitionEvent).persisted || listener())
  }
  if (!listeners && 'WorkerGlobalScope' in globalThis) tellWhenClosed((listeners = new Set()))
  listeners?.add(listener)
  return () => listeners?.delete(listener)
}

let listeners: Set<() => void> | undefined

function tellWhenClosed(told: ReadonlySet<() => void>): void {
  const scope = globalThis as { close?: () => void }
  const { close } = scope
  // A service worker cannot close itself.
  if (!close) return
  scope.close = () => {
    for (const tell of told) tell()
    close.call(globalThis)
  }
}
