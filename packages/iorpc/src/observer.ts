import type { PairObserver } from './types.js'

const events = ['bound', 'called', 'released', 'callStarted', 'callSettled', 'dropped'] as const

/** The observer with every error of its own caught: watching never changes what is watched. */
export function contained(observer: PairObserver): PairObserver {
  const safe: Record<string, (event: never) => void> = {}
  for (const name of events) {
    if (!observer[name]) continue
    safe[name] = (event) => {
      try {
        observer[name]?.(event)
      } catch {
        // An observer that fails misses the event.
      }
    }
  }
  return safe
}
