import type { Origin } from './stacks.js'
import type { Site } from './types.js'

/** Where something was made, in the code as it was written. */
export interface Located {
  readonly site: Site
  /** Frames of the user, one a line. */
  readonly stack: string
  /** The component, or else the hook, whose code it is. */
  readonly owner: string | undefined
  /** Names of what was passed in the call, where it has names. */
  readonly passed: readonly (string | undefined)[]
}

const found = new WeakMap<Origin, Located>()
const searches = new WeakMap<Origin, Promise<void>>()

/** Where it was made, as far as somebody has looked. */
export function locationOf(origin: Origin | undefined): Located | undefined {
  return origin && found.get(origin)
}

/**
 * Finds out on the first look where something was made. Nothing is loaded before, nothing in production, and nothing in
 * Node, whose stacks tell it already.
 */
export class Whereabouts {
  /** Told when a look would show more. `hasNames`: functions without a name have got one. */
  onFound: (hasNames: boolean) => void = () => {}
  readonly #asked = new WeakSet<Origin>()

  /** @returns `undefined` while it is not known, and where it never will be */
  of(origin: Origin | undefined): Located | undefined {
    if (!origin?.frames.length) return undefined
    const located = locationOf(origin)
    if (located || this.#asked.has(origin)) return located
    this.#asked.add(origin)
    let search = searches.get(origin)
    if (!search) searches.set(origin, (search = find(origin)))
    void search.then(() => this.onFound(locationOf(origin)?.passed.some(Boolean) ?? false))
    return undefined
  }
}

/** Fails in silence: then the place in the served code is shown. */
async function find(origin: Origin): Promise<void> {
  if (typeof location === 'undefined') return
  try {
    if (process.env.NODE_ENV === 'production') return
    const { locate } = await import('./sources.js')
    const located = await locate(origin.frames)
    if (located) found.set(origin, located)
  } catch {
    // `process` is missing where no bundler is at work, and then there are no source maps either.
  }
}
