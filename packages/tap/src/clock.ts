let clock = performance
const origin = clock.timeOrigin

/** Milliseconds since 1970, with fractions and monotonic; contexts of one machine agree about it. */
export function now(): number {
  return origin + clock.now()
}

/** Looks for the clock again, which tests replace: in a page that takes longer than to read it. */
export function findClock(): void {
  clock = performance
}

/**
 * Runs `work` in the next frame, or a tenth of a second later where frames do not come: workers, Node, hidden tabs.
 *
 * @returns cancels it
 */
export function nextFrame(work: () => void): () => void {
  const frames = typeof requestAnimationFrame === 'function'
  const cancel = () => {
    clearTimeout(timer)
    if (frames) cancelAnimationFrame(frame)
  }
  const run = () => {
    cancel()
    work()
  }
  const timer = setTimeout(run, frames ? 100 : 16)
  const frame = frames ? requestAnimationFrame(run) : 0
  keepNodeFree(timer)
  return cancel
}

/** Runs `work` later; it does not keep a Node process alive. */
export function later(work: () => void, milliseconds: number): () => void {
  const timer = setTimeout(work, milliseconds)
  keepNodeFree(timer)
  return () => clearTimeout(timer)
}

function keepNodeFree(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') {
    timer.unref()
  }
}
