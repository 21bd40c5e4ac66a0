import { later } from './clock.js'
import type { Direction, Faults } from './types.js'

/** Does damage on purpose: delays, loses, doubles. */
export class Faulty {
  faults: Faults | undefined
  readonly #dueAt = { in: 0, out: 0 }
  readonly #queues: Record<Direction, (() => unknown)[]> = { in: [], out: [] }

  /** Whether packets of this direction need to go through `pass`: also while delayed ones are on their way. */
  isOn(direction: Direction): boolean {
    return this.faults !== undefined || this.#queues[direction].length > 0
  }

  shouldReject(): boolean {
    return happens(this.faults?.reject)
  }

  /**
   * Lets a packet through, late, twice or not at all.
   *
   * @param go takes the packet or a copy of it
   * @param lost is told why the packet came to nothing
   * @returns what `go` returned, when it has run at once
   */
  pass(
    direction: Direction,
    packet: unknown,
    go: (packet: unknown) => unknown,
    lost: (reason: string) => void,
  ): unknown {
    const { drop, duplicate, delay = 0 } = this.faults ?? {}
    if (happens(drop)) {
      lost('lost on purpose')
      return undefined
    }
    // The pair puts functions into the packet that it gets, so that the second one must be another.
    const copy = happens(duplicate) ? copyOf(packet) : undefined
    const run = () => {
      const result = go(packet)
      if (copy !== undefined) go(copy)
      return result
    }
    const queue = this.#queues[direction]
    if (delay <= 0 && queue.length === 0) return run()
    const time = performance.now()
    const dueAt = Math.max(this.#dueAt[direction], time + delay)
    this.#dueAt[direction] = dueAt
    // Nobody waits for it any more: what goes wrong with it is told nowhere else.
    const runLate = async () => {
      try {
        await run()
      } catch {
        lost('delayed on purpose, and then the connection did not take it')
      }
    }
    queue.push(runLate)
    // Timers may fire in another order than they were started: each lets the oldest packet through.
    later(() => void queue.shift()?.(), dueAt - time)
    return undefined
  }
}

/** Some transports carry what cannot be copied. */
function copyOf(packet: unknown): unknown {
  try {
    return structuredClone(packet)
  } catch {
    return undefined
  }
}

function happens(share: number | undefined): boolean {
  return share !== undefined && Math.random() < share
}
