import type { Preview } from '@iorpc/tap'
import { describeNode } from './PayloadTree.js'

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
        ? '{}'
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
  return size === entries.length && entries.every(([, value]) => isWhole(value))
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
