/**
 * Waits for so many turns of the microtask queue. When a component goes, the effect of its hook is the first to be cleaned
 * up: the cleanups that follow in the same task may still call, and so may what they do with a promise that has settled.
 */
export const ticks = async (left: number): Promise<void> => {
  while (left--) await null
}
