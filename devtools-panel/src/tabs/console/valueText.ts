import { plural } from '../../ui/format.js'

const mostCharacters = 20_000

/** A result as readable text of bounded length. Never throws, whatever the value does. */
export function valueText(value: unknown): string {
  const text = describe(value)
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}… ${text.length} characters` : text
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return JSON.stringify(value, replaceUnfit, 2) ?? String(value)
  } catch {
    return `${Object.prototype.toString.call(value)}, which is no JSON`
  }
}

/** What JSON would spell out byte by byte, or leave out. */
function replaceUnfit(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return `<${value.constructor.name} ${plural(value.byteLength, 'byte')}>`
  if (value instanceof ArrayBuffer) return `<ArrayBuffer ${plural(value.byteLength, 'byte')}>`
  if (value instanceof Map) return [...value]
  if (value instanceof Set) return [...value]
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || value === undefined) return `<${typeof value}>`
  return value
}
