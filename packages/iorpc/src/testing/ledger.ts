import type { BindingEvent, CallEvent, PairObserver } from '../types.js'

/** What is live on one side of a pair, as text. */
export interface Ledger {
  readonly observer: PairObserver
  /** One line for each waiting call and each function that the other side may still call. */
  live(): string[]
}

export function createLedger(): Ledger {
  const calls = new Map<string, CallEvent>()
  const functions = new Map<string, BindingEvent>()
  return {
    observer: {
      callStarted(event) {
        if (event.direction === 'out' && event.id !== false) calls.set(String(event.id), event)
      },
      callSettled(event) {
        if (event.direction === 'out') calls.delete(String(event.id))
      },
      bound(event) {
        if (event.side === 'own') functions.set(String(event.id), event)
      },
      released(event) {
        if (event.side === 'own') functions.delete(String(event.id))
      },
    },
    live: () => [
      ...[...calls.values()].map(
        ({ kind, method, id }) =>
          `${kind === 'cb' ? 'callback' : 'call'} ${method} waits for an answer (id ${id})`,
      ),
      ...[...functions.values()].map(
        ({ fn, method, path, id }) =>
          `function ${fn.name || '(anonymous)'} is not released: sent with ${method}, at ${path} (id ${id})`,
      ),
    ],
  }
}
