import { useState } from 'react'

/** What `make` made when `deps` last changed. Made while rendering, so it must have no effect. */
export function useMade<T>(make: () => T, deps: readonly unknown[]): T {
  const [held, setHeld] = useState(() => ({ deps, made: make() }))
  if (held.deps.length === deps.length && held.deps.every((dep, index) => Object.is(dep, deps[index]))) {
    return held.made
  }
  const next = { deps, made: make() }
  setHeld(next)
  return next.made
}
