import type { Call } from './contestants/contestant.js'
import { contestants } from './contestants/index.js'
import { takeSlice, type Slice } from './takeSlice.js'

/** One slice of each contestant. */
export type Round = ReadonlyMap<string, Slice>

/** Rounds that are not counted: code is compiled in them. */
const warmUps = 5

// #region
/**
 * Measures the contestants in turns, each in a worker of its own. A round has a slice of each, in an order that rotates
 * and reverses, so that whatever else the machine does meets all alike.
 *
 * @param atOnce calls that are made before the first answer
 */
export async function* takeTurns(atOnce: number, rounds: number): AsyncGenerator<Round, void> {
  const workers: Worker[] = []
  try {
    const callers: [name: string, call: Call][] = []
    for (const [name, { connect }] of contestants) {
      const worker = new Worker(new URL('./load.worker.ts', import.meta.url), { type: 'module', name })
      workers.push(worker)
      callers.push([name, connect(worker)])
    }
    // The first answers show that the workers have started.
    await Promise.all(callers.map(([, call]) => call(1, 2)))

    for (let turn = 0; turn < warmUps + rounds; turn++) {
      const round = new Map<string, Slice>()
      for (const [name, call] of inOrder(callers, turn)) round.set(name, await takeSlice(call, atOnce))
      if (turn >= warmUps) yield round
    }
  } finally {
    for (const worker of workers) worker.terminate()
  }
}
// #endregion

/** Starts one further each time, and goes backwards every second time, so that nobody always follows the same. */
function inOrder<T>(all: readonly T[], turn: number): T[] {
  const start = turn % all.length
  const rotated = [...all.slice(start), ...all.slice(0, start)]
  return turn % 2 === 0 ? rotated : rotated.reverse()
}
