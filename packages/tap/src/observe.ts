import type { PairObserver } from 'iorpc'
import type { Epoch } from './epoch.js'
import type { Recorder } from './recorder.js'

/**
 * What a pair tells. Bindings that are called are seen as packets already.
 *
 * @param current the epoch that the pair is in; `undefined` when nothing is recorded any more
 */
export function observe(recorder: Recorder, current: () => Epoch | undefined): PairObserver {
  const tell =
    <E>(record: (epoch: Epoch, event: E) => void) =>
    (event: E) => {
      const epoch = current()
      if (epoch) record(epoch, event)
    }
  return {
    // The packet tells the rest, but this comes first: from now on it is known that there is an observer.
    callStarted: tell((epoch) => recorder.observed(epoch)),
    bound: tell((epoch, event) => recorder.bound(epoch, event)),
    released: tell((epoch, event) => recorder.released(epoch, event)),
    callSettled: tell((epoch, event) => recorder.settled(epoch, event)),
    dropped: tell((epoch, event) => recorder.dropped(epoch, event)),
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
