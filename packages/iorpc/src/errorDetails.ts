import { isError, RemoteError } from './errors.js'

/** What `errorDetails` adds to an error packet. Plain data. */
interface ErrorDetails {
  name: string
  /** Own properties, `code` among them. */
  own: Record<string, unknown>
  cause?: DescribedValue
  errors?: DescribedValue[]
}

type DescribedValue = { value: unknown } | { message: string; stack: string; details: ErrorDetails }

const MAX_DEPTH = 8
const ownWay = new Set([
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  '__proto__',
  'toString',
  'constructor',
])

/** Everything of an error that plain data can say. */
export function describeError(error: Error, depth = 0): ErrorDetails {
  const details: ErrorDetails = { name: String(error.name), own: {} }
  for (const key of Object.keys(error)) {
    const value: unknown = (error as unknown as Record<string, unknown>)[key]
    if (!ownWay.has(key) && isPlain(value)) details.own[key] = value
  }
  if ('cause' in error) details.cause = describe(error.cause, depth + 1)
  const { errors } = error as Partial<AggregateError>
  if (Array.isArray(errors)) details.errors = errors.map((each) => describe(each, depth + 1))
  return details
}

function describe(value: unknown, depth: number): DescribedValue {
  if (depth > MAX_DEPTH) return { value: undefined }
  if (!isError(value)) return { value: isPlain(value) ? value : String(value) }
  return {
    message: String(value.message),
    stack: String(value.stack ?? ''),
    details: describeError(value, depth),
  }
}

/** Survives both JSON and the structured clone algorithm. */
function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return true
  if (typeof value !== 'object') return false
  try {
    JSON.stringify(value, (_key, part: unknown) => {
      if (typeof part === 'function' || typeof part === 'symbol') throw new TypeError('not data')
      return part
    })
    return true
  } catch {
    return false
  }
}

/**
 * Gives the error what the other side told about it.
 *
 * @param details untrusted; parts of the wrong type are left out
 */
export function applyDetails(error: RemoteError, details: unknown, depth = 0): RemoteError {
  if (typeof details !== 'object' || details === null || depth > MAX_DEPTH) return error
  const { name, own, cause, errors } = details as Partial<Record<keyof ErrorDetails, unknown>>
  const set = (key: string, value: unknown, enumerable = false) =>
    Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true })
  if (typeof own === 'object' && own !== null) {
    for (const [key, value] of Object.entries(own)) if (!ownWay.has(key)) set(key, value, true)
  }
  if (typeof name === 'string') set('name', name)
  if (cause !== undefined) set('cause', revive(cause, depth + 1))
  if (Array.isArray(errors)) {
    set(
      'errors',
      errors.map((each) => revive(each, depth + 1)),
    )
  }
  return error
}

function revive(described: unknown, depth: number): unknown {
  if (typeof described !== 'object' || described === null) return described
  const { value, message, stack, details } = described as Record<string, unknown>
  if (typeof message !== 'string' || typeof stack !== 'string') return value
  return applyDetails(new RemoteError(message, stack), details, depth)
}
