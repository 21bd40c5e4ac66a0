export interface DomEmitter {
  addEventListener(type: string, listener: (event: never) => void): void
  removeEventListener(type: string, listener: (event: never) => void): void
}

interface NodeEmitter {
  on(type: string, listener: (...args: never[]) => void): unknown
  off(type: string, listener: (...args: never[]) => void): unknown
}

/** A DOM `EventTarget` or a Node `EventEmitter`. */
export type Emitter = DomEmitter | NodeEmitter

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
  if ('addEventListener' in emitter) {
    emitter.addEventListener(type, listener)
    return () => emitter.removeEventListener(type, listener)
  }
  emitter.on(type, listener)
  return () => emitter.off(type, listener)
}

/** What a `message` event carries: Node emitters hand out the message itself. */
export const messageOf = (emitter: Emitter, event: unknown): unknown =>
  'addEventListener' in emitter ? (event as MessageEvent).data : event
