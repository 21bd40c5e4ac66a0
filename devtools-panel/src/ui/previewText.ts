import type { Preview, PreviewNode } from '@iorpc/tap'
import { formatBytes, formatCount, plural } from './format.js'

/** A preview as a value for JSON: what was not recorded is described in words. */
export function previewToJson(preview: Preview): unknown {
  if (typeof preview !== 'object' || preview === null) return preview
  const { type, entries = [] } = preview
  if (type === 'array') return entries.map(([, value]) => previewToJson(value))
  if (type === 'object') {
    return Object.fromEntries(entries.map(([key, value]) => [key, previewToJson(value)]))
  }
  return `<${describeNode(preview)}>`
}

/** A preview as JavaScript; what was not recorded stands as a comment beside a value of its kind. */
export function previewToCode(preview: Preview): string {
  if (typeof preview !== 'object' || preview === null) return JSON.stringify(preview)
  const { type, name, text, entries = [], size = 0 } = preview
  const rest = size > entries.length ? ` /* ${size - entries.length} more */` : ''
  switch (type) {
    case 'undefined':
      return 'undefined'
    case 'bigint':
      return `${text}n`
    case 'number':
      return text ?? 'NaN'
    case 'date':
      return `new Date(${JSON.stringify(text)})`
    case 'regexp':
      return text ?? '/(?:)/'
    case 'array':
      return `[${entries.map(([, value]) => previewToCode(value)).join(', ')}${rest}]`
    case 'object':
      return entries.length === 0 && rest === ''
        ? `{}${isPlain(preview) ? '' : ` /* ${name} */`}`
        : `{ ${entries.map(([key, value]) => `${propertyName(key)}: ${previewToCode(value)}`).join(', ')}${rest} }`
    case 'function':
      return `() => {} /* ${name || 'anonymous'} */`
    case 'error':
      return `new Error(${JSON.stringify(text ?? '')})`
    case 'binary':
      return `new ${name?.endsWith('Array') ? name : 'ArrayBuffer'}(0) /* ${describeNode(preview)} */`
    default:
      return `undefined /* ${describeNode(preview).replaceAll('*/', '* /')} */`
  }
}

/** Whether a preview says everything about its value, so that the value can be sent again. */
export function isWhole(preview: Preview): boolean {
  if (typeof preview !== 'object' || preview === null) return true
  const { type, entries = [], size = entries.length } = preview
  if (type !== 'array' && type !== 'object') return false
  if (size === 0) return isPlain(preview)
  return size === entries.length && entries.every(([, value]) => isWhole(value))
}

/** What has no properties may yet be more than empty, such as a `MessagePort`. */
function isPlain({ type, name = '' }: PreviewNode): boolean {
  return type === 'array' || name === '' || name === 'Object'
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)
}

const longestLine = 160

/** A preview on one line, cut where it gets long. */
export function describePreview(preview: Preview): string {
  const text = JSON.stringify(previewToJson(preview))
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text
}

/** One line for a value that does not stand for itself. */
export function describeNode(node: PreviewNode): string {
  const { type, name, text, size = 0 } = node
  switch (type) {
    case 'string':
      return `${JSON.stringify(text ?? '')}… ${plural(size, 'character')}`
    case 'binary':
      return `${name ?? 'ArrayBuffer'} ${formatBytes(size)}`
    case 'array':
      return `${name && name !== 'Array' ? `${name} ` : ''}[${formatCount(size)}]`
    case 'object':
      return `${name && name !== 'Object' ? `${name} ` : ''}{${formatCount(size)}}`
    case 'map':
    case 'set':
      return `${name ?? (type === 'map' ? 'Map' : 'Set')} (${formatCount(size)})`
    case 'function':
      return `ƒ ${name || 'anonymous'}`
    case 'bigint':
      return `${text}n`
    case 'error':
      return `${name ?? 'Error'}: ${text ?? ''}`
    case 'cycle':
      return 'cycle'
    case 'unreadable':
      return 'reading it threw'
    case 'more':
      return text ?? 'not recorded'
    case 'promise':
      return 'Promise'
    default:
      return text ?? type
  }
}
