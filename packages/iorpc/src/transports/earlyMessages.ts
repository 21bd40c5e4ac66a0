// A dedicated worker hands out messages from the moment its script has run, whether or not anybody listens: what
// arrives during a top-level `await`, or before a late `workerTransport(self)`, would be lost, and its callers would wait
// for ever. So a dedicated worker that has loaded this module keeps the packets, but no messages of others.

import { holdsPackets } from './batchFormat.js'
import { maxKept } from './link.js'

let early: MessageEvent[] = []

function keep(event: MessageEvent): void {
  // One more than a link keeps: that is how it learns that there were too many.
  if (early.length <= maxKept && holdsPackets(event.data)) early.push(event)
}

if ('DedicatedWorkerGlobalScope' in globalThis) addEventListener('message', keep)

/** What came before anybody listened. Who asks first gets it, and listens from then on. */
export function takeEarlyMessages(): MessageEvent[] {
  const taken = early
  early = []
  if (typeof removeEventListener === 'function') removeEventListener('message', keep)
  return taken
}
