/** An `EventTarget`. The parameters say nothing, so that every declaration of one fits. */
export interface DomEmitter {
  addEventListener(type: never, listener: never): void
  removeEventListener(type: never, listener: never): void
}

/** An `EventEmitter` of Node. */
export interface NodeEmitter {
  on(type: never, listener: never): unknown
  off(type: never, listener: never): unknown
}

export type Emitter = DomEmitter | NodeEmitter

type Subscribe = (type: string, listener: (event: unknown) => void) => unknown

/**
 * Listens to both kinds of emitters. What has both kinds of methods, as Node's ports and the sockets of `ws` have,
 * counts as an `EventTarget`.
 *
 * @param emitter where the event happens
 * @param type name of the event
 * @param listener gets the DOM event, or the first value of the Node event
 * @returns an unsubscriber
 */
export function listen(emitter: Emitter, type: string, listener: (event: unknown) => void): () => void {
  const [add, remove] = (hasDomEvents(emitter)
    ? [emitter.addEventListener, emitter.removeEventListener]
    : [emitter.on, emitter.off]) as unknown as [Subscribe, Subscribe]
  add.call(emitter, type, listener)
  return () => void remove.call(emitter, type, listener)
}

/** Whether a `message` event carries the message; pure Node emitters hand out the message itself. */
export const hasDomEvents = (emitter: Emitter): emitter is DomEmitter => 'addEventListener' in emitter
