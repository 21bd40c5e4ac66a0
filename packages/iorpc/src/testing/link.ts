import type { Transport } from '../types.js'
import type { End, Faults } from './faults.js'
import { createLane } from './lane.js'
import { nextTurn } from './turn.js'

/** Two transports in one context, each the other's far end. */
export interface Link {
  /** One end, for `pair()`. */
  readonly a: Required<Pick<Transport, 'send' | 'on' | 'close' | 'onClose'>>
  /** The other end. */
  readonly b: Required<Pick<Transport, 'send' | 'on' | 'close' | 'onClose'>>
  /** Resolves when no packet is in flight, and none has followed within a turn of the event loop. */
  settled(): Promise<void>
  /** Breaks the connection: what is in flight is lost, and both ends are told `reason`. */
  disconnect(reason?: unknown): void
}

/**
 * An in-memory channel that behaves like a `MessagePort`: packets are cloned when they are sent, arrive one per turn
 * of the event loop, and in order, unless `faults` says otherwise. A packet that cannot be cloned makes `send` throw.
 *
 * Takes the place of a worker or a socket in a test; `linkedPairs` puts a pair at each end.
 *
 * @param faults what goes wrong; default nothing
 *
 * @example
 * const link = createLink()
 * const { remote } = pair<Api>(link.a)
 * pair({ ...link.b, local: { add: (a: number, b: number) => a + b } })
 */
export function createLink(faults?: Faults): Link {
  const lanes = { a: createLane(), b: createLane() }
  const closeListeners: Record<End, ((reason?: unknown) => void)[]> = { a: [], b: [] }
  let isOpen = true

  const tell = (end: End, reason?: unknown) => {
    for (const listener of closeListeners[end]) listener(reason)
  }
  const createEnd = (end: End, farEnd: End): Link['a'] => {
    let index = 0
    return {
      send(packet, transfer = []) {
        if (!isOpen) return
        const clone = structuredClone(packet, { transfer: [...transfer] })
        const fault = faults?.(clone, { from: end, index: index++ })
        if (fault !== 'drop') lanes[end].push(clone, fault || undefined)
      },
      on: (handler) => lanes[farEnd].handlers.push(handler),
      close() {
        if (!isOpen) return
        isOpen = false
        lanes[farEnd].clear()
        lanes[end].end(() => tell(farEnd))
      },
      onClose: (listener) => closeListeners[end].push(listener),
    }
  }

  return {
    a: createEnd('a', 'b'),
    b: createEnd('b', 'a'),
    async settled() {
      do {
        await Promise.all([lanes.a.drained(), lanes.b.drained()])
        await nextTurn()
      } while (!lanes.a.isEmpty() || !lanes.b.isEmpty())
    },
    disconnect(reason) {
      if (!isOpen) return
      isOpen = false
      lanes.a.clear()
      lanes.b.clear()
      tell('a', reason)
      tell('b', reason)
    },
  }
}
