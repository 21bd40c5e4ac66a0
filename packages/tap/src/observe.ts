import type { PairObserver } from 'iorpc'
import type { Epoch } from './epoch.js'
import type { Recorder } from './recorder.js'

/** What a pair tells, in whichever epoch it is. Bindings that are called are seen as packets already. */
export function observe(recorder: Recorder, epoch: () => Epoch): PairObserver {
  return {
    // The packet tells the rest, but this comes first: from now on it is known that there is an observer.
    callStarted: () => recorder.observed(epoch()),
    bound: (event) => recorder.bound(epoch(), event),
    released: (event) => recorder.released(epoch(), event),
    callSettled: (event) => recorder.settled(epoch(), event),
    dropped: (event) => recorder.dropped(epoch(), event),
  }
}

/** Tells both; an error of one does not keep the event from the other. */
export function both(first: PairObserver, second: PairObserver): PairObserver {
  const events = ['bound', 'called', 'released', 'callStarted', 'callSettled', 'dropped'] as const
  const observer: Record<string, (event: never) => void> = {}
  for (const name of events) {
    if (!first[name] && !second[name]) continue
    observer[name] = (event) => {
      try {
        first[name]?.(event)
      } finally {
        second[name]?.(event)
      }
    }
  }
  return observer
}
