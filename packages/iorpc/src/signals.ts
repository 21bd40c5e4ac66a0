const waiting = new WeakMap<AbortSignal, Set<() => void>>()

function runAll(this: AbortSignal): void {
  waiting.get(this)?.forEach((task) => task())
}

/**
 * Runs a task when a signal aborts. All tasks share one listener: adding another takes longer, the more there are, and from
 * the eleventh on Node warns of a leak.
 *
 * @returns takes it back
 */
export function onAbort(signal: AbortSignal, task: () => void): () => void {
  let tasks = waiting.get(signal)
  if (!tasks) waiting.set(signal, (tasks = new Set()))
  tasks.add(task)
  signal.addEventListener('abort', runAll)
  return () => {
    tasks.delete(task)
    if (tasks.size === 0) signal.removeEventListener('abort', runAll)
  }
}
