import { isError, RemoteError } from './errors.js'
import { isObject } from './packet.js'
import type { ErrorDetails } from './types.js'

/** What an error packet then tells beyond message and stack. Plain data. */
interface Description {
  name: string
  /** Own properties, `code` among them. */
  own: Record<string, unknown>
  cause?: DescribedValue
  errors?: DescribedValue[]
}

type DescribedValue = { value: unknown } | { message: string; stack: string; details: Description }

const MAX_DEPTH = 8
/** Causes and parts of one error. */
const MAX_ERRORS = 1000
const keptAsIs = new Set([
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  '__proto__',
  'toString',
  'constructor',
])

/**
 * For the option of the same name, on both sides: errors keep their `name`, `code`, `cause`, own properties, and the
 * `errors` of an `AggregateError`. What is no plain data is left out.
 *
 * @example
 * import { errorDetails, pair } from 'iorpc'
 * pair({ send, on, options: { errorDetails } })
 */
export const errorDetails: ErrorDetails = {
  describe: (error) => describeError(error, [], { left: MAX_ERRORS }),
  apply: (error, details) => applyDetails(error, details),
}

/** How many more causes and parts there may be. */
interface Budget {
  left: number
}

/** @param outer the errors that it is a cause or part of, which are not described again */
function describeError(error: Error, outer: Error[], budget: Budget): Description {
  const path = [...outer, error]
  // A class may have its `code` on the prototype.
  const properties = { ...('code' in error && { code: error.code }), ...error }
  const own = Object.entries(properties).filter(([key, value]) => !keptAsIs.has(key) && isPlain(value))
  const details: Description = { name: String(error.name), own: Object.fromEntries(own) }
  if ('cause' in error) details.cause = describe(error.cause, path, budget)
  const { errors } = error as Partial<AggregateError>
  if (Array.isArray(errors))
    details.errors = errors.slice(0, budget.left).map((each) => describe(each, path, budget))
  return details
}

function describe(value: unknown, outer: Error[], budget: Budget): DescribedValue {
  if (outer.length > MAX_DEPTH || outer.includes(value as Error) || budget.left <= 0)
    return { value: undefined }
  budget.left--
  if (!isError(value)) return { value: isPlain(value) ? value : String(value) }
  return {
    message: String(value.message),
    stack: String(value.stack || value),
    details: describeError(value, outer, budget),
  }
}

/** Survives both JSON and the structured clone algorithm. */
function isPlain(value: unknown): boolean {
  try {
    structuredClone(value)
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}

/** @param details untrusted; parts of the wrong type are left out */
function applyDetails<E extends Error>(
  error: E,
  details: unknown,
  depth = 0,
  budget: Budget = { left: MAX_ERRORS },
): E {
  if (!isObject(details) || depth > MAX_DEPTH) return error
  const { name, own, cause, errors } = details
  const set = (key: string, value: unknown, enumerable = false) =>
    Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true })
  if (isObject(own))
    for (const [key, value] of Object.entries(own)) if (!keptAsIs.has(key)) set(key, value, true)
  if (typeof name === 'string') set('name', name)
  if (cause !== undefined) set('cause', revive(cause, depth + 1, budget))
  if (Array.isArray(errors)) {
    const some = errors.slice(0, budget.left)
    set(
      'errors',
      some.map((each) => revive(each, depth + 1, budget)),
    )
  }
  return error
}

/** As it is not on the stack, causes and parts have the remote frames only. */
const nowhere = () => undefined

function revive(described: unknown, depth: number, budget: Budget): unknown {
  if (!isObject(described)) return described
  if (budget.left <= 0) return undefined
  budget.left--
  const { value, message, stack, details } = described
  if (typeof message !== 'string' || typeof stack !== 'string') return value
  return applyDetails(new RemoteError(message, stack, nowhere), details, depth, budget)
}
