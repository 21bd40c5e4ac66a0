// A dedicated worker hands out messages from the moment its script has run, whether or not anybody listens: what
// arrives during a top-level `await`, or before a late `workerTransport(self)`, would be lost, and its callers would wait
// for ever. So a dedicated worker that has loaded this module keeps the packets, but no messages of others.
//
// A worker that talks to its page by itself needs none of them: they are let go when it posts its first packet.

import { holdsPackets } from './batchFormat.js'
import { maxKept } from './link.js'

let early: MessageEvent[] = []

function keep(event: MessageEvent): void {
  if (!holdsPackets(event.data)) return
  if (early.length === 0) watchPosts()
  // One more than a link keeps: that is how it learns that there were too many.
  if (early.length <= maxKept) early.push(event)
}

let unwatchPosts = () => {}

function watchPosts(): void {
  const scope = globalThis as { postMessage: (message: unknown, ...rest: unknown[]) => void }
  const { postMessage } = scope
  const watched: typeof postMessage = (message, ...rest) => {
    if (holdsPackets(message)) takeEarlyMessages()
    postMessage.call(scope, message, ...rest)
  }
  scope.postMessage = watched
  unwatchPosts = () => {
    if (scope.postMessage === watched) scope.postMessage = postMessage
  }
}

if ('DedicatedWorkerGlobalScope' in globalThis) addEventListener('message', keep)

/** What came before anybody listened. Who asks first gets it, and listens from then on. */
export function takeEarlyMessages(): MessageEvent[] {
  const taken = early
  early = []
  unwatchPosts()
  unwatchPosts = () => {}
  if (typeof removeEventListener === 'function') removeEventListener('message', keep)
  return taken
}
