import { forgetful } from './connections.js'

const callbacks = new Set<() => boolean>()

/** Keeps what `Forgetful` has forgotten, for the button that cleans up after it. */
export function remember(callback: () => boolean): void {
  callbacks.add(callback)
}

export function releaseForgotten(): void {
  for (const callback of callbacks) forgetful.api.release(callback)
  callbacks.clear()
}
