import type { TapContext } from './types.js'

/** Where this code runs. */
export function currentContext(): TapContext {
  const scope = globalThis as {
    window?: unknown
    parent?: unknown
    document?: unknown
    importScripts?: unknown
  }
  if (scope.document !== undefined && scope.window !== undefined) {
    return scope.parent === scope.window ? 'window' : 'iframe'
  }
  const { process } = globalThis as { process?: { versions?: { node?: string } } }
  return process?.versions?.node === undefined ? 'worker' : 'node'
}

/** `false` in a production bundle: bundlers replace the expression. Unbundled it is development. */
export const isDevelopment: boolean = (() => {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return true
  }
})()
