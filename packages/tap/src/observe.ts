import type { PairObserver } from 'iorpc'
import type { Epoch } from './epoch.js'
import type { Recorder } from './recorder.js'

/**
 * What a pair tells. Bindings that are called are seen as packets already.
 *
 * @param last the epoch that the pair is in, or was in last; `undefined` when nothing is recorded any more
 * @param current the same, but a new one after an end: for what begins it
 */
export function observe(
  recorder: Recorder,
  last: () => Epoch | undefined,
  current: () => Epoch | undefined,
): PairObserver {
  const tell =
    <E>(record: (epoch: Epoch, event: E) => void, find = last) =>
    (event: E) => {
      const epoch = find()
      if (epoch) record(epoch, event)
    }
  return {
    // The packet tells the rest, but this comes first: from now on it is known that there is an observer, and what the
    // call binds belongs to the epoch in which it arrives.
    callStarted: tell((epoch) => recorder.observed(epoch), current),
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
