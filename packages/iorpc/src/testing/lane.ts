import type { Packet } from '../types.js'
import type { Fault } from './faults.js'
import { nextTurn, sleep } from './turn.js'

interface Parcel {
  packet: Packet
  fault: Exclude<Fault, 'drop'> | undefined
}

/** What a handler throws surfaces as an uncaught error, and stops nothing: so it is with ports. */
function hand(packet: Packet, handler: Lane['handlers'][number]): void {
  try {
    handler(packet)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** One direction of a link: packets wait in a queue, and are delivered one per turn. */
export interface Lane {
  readonly handlers: ((packet: unknown) => void)[]
  push(packet: Packet, fault: Parcel['fault']): void
  isEmpty(): boolean
  drained(): Promise<void>
  /** Loses what is on its way. */
  clear(): void
  /** Calls back when everything that is on its way has been delivered. */
  end(onEnd: () => void): void
}

export function createLane(): Lane {
  const handlers: Lane['handlers'] = []
  const queue: Parcel[] = []
  let delivering: Promise<void> | undefined

  const deliver = async () => {
    for (let parcel = queue[0]; parcel; parcel = queue[0]) {
      const { packet, fault } = parcel
      // Taken out after the wait: until then it is in flight.
      await (typeof fault === 'object' ? sleep(fault.delay) : nextTurn())
      if (queue[0] !== parcel) continue
      queue.shift()
      if (fault === 'reorder') queue.splice(1, 0, { packet, fault: undefined })
      else for (const handler of handlers) hand(packet, handler)
    }
    delivering = undefined
  }
  const drained = () => delivering ?? Promise.resolve()

  return {
    handlers,
    push(packet, fault) {
      if (fault === 'duplicate') queue.push({ packet: structuredClone(packet), fault: undefined })
      queue.push({ packet, fault: fault === 'duplicate' ? undefined : fault })
      delivering ??= deliver()
    },
    isEmpty: () => queue.length === 0,
    drained,
    clear: () => void queue.splice(0),
    end: (onEnd) => void drained().then(onEnd),
  }
}
