import { plural } from '../../ui/format.js'

const mostCharacters = 20_000

/** A result as readable text of bounded length. Never throws, whatever the value does. */
export function valueText(value: unknown): string {
  const text = describe(value)
  return text.length > mostCharacters
    ? `${text.slice(0, mostCharacters)}… ${plural(text.length, 'character')}`
    : text
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined'
  try {
    const fit = toJson(value)
    // What JSON has no word for stands without quotes where it is the whole result.
    if (typeof fit === 'string' && typeof value !== 'string') return fit
    return JSON.stringify(value, createReplacer(), 2)
  } catch {
    return `${Object.prototype.toString.call(value)}, which is no JSON`
  }
}

function createReplacer() {
  const ancestors: unknown[] = []
  return function replace(this: unknown, _key: string, value: unknown): unknown {
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop()
    const fit = toJson(value)
    if (typeof fit !== 'object' || fit === null) return fit
    if (ancestors.includes(fit)) return '<cycle>'
    ancestors.push(fit)
    return fit
  }
}

/** What JSON would spell out byte by byte, leave out, or make into another value. */
function toJson(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return `<${value.constructor.name} ${plural(value.byteLength, 'byte')}>`
  if (value instanceof ArrayBuffer) return `<ArrayBuffer ${plural(value.byteLength, 'byte')}>`
  if (value instanceof Map || value instanceof Set) return [...value]
  if (value instanceof Error || value instanceof RegExp) return String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || value === undefined) return `<${typeof value}>`
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value
}
