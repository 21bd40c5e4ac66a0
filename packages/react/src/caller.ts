import type { Owner } from './scope.js'

/** The component that is rendering: the first function on the stack that is named like one. */
export function caller(): Owner {
  const stack = new Error().stack ?? ''
  const name = /(?:^|\n)\s*(?:at )?([A-Z][\w$]*)(?: \(|@)/.exec(stack)?.[1]
  return { name, stack }
}
