/** Runs what is delayed, in the order of its due time, without a clock: a program decides when everything happens. */
export class Schedule {
  readonly #due: { at: number; work: () => void }[] = []
  #now = 0

  later(delay: number, work: () => void): void {
    const at = this.#now + delay
    const index = this.#due.findIndex((item) => item.at > at)
    this.#due.splice(index < 0 ? this.#due.length : index, 0, { at, work })
  }

  /** Does the next piece of work. @returns whether there was any */
  step(): boolean {
    const next = this.#due.shift()
    if (!next) return false
    this.#now = next.at
    next.work()
    return true
  }
}

/** What becomes of one packet: how often it arrives, and how late each time. */
export type Fate = readonly number[]

export const faultless: Fate = [0]

/** One direction of a channel that may delay, drop, duplicate and reorder. */
export function channel(schedule: Schedule, fateOf: () => Fate) {
  let receive: (packet: unknown) => void = () => {}
  return {
    send(packet: unknown) {
      const text = JSON.stringify(packet)
      for (const delay of fateOf()) schedule.later(1 + delay, () => receive(JSON.parse(text)))
    },
    on(handler: (packet: unknown) => void) {
      receive = handler
    },
  }
}
