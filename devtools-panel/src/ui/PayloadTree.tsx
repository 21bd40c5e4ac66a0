import type { PacketRecord, Preview, PreviewEntry, PreviewNode } from '@iorpc/tap'
import { useState, type ReactNode } from 'react'
import { formatBytes, formatCount, plural } from './format.js'
import { Icon } from './Icon.js'

type Id = PacketRecord['id']

interface PayloadTreeProps {
  /** Named values, such as the arguments of a packet by their place. */
  entries: readonly PreviewEntry[]
  label: string
  /** Shows a binding. Absent, ids are plain text. */
  onBinding?: ((id: Id) => void) | undefined
}

/** Previews as a tree whose branches are made when they are opened. */
export function PayloadTree({ entries, label, onBinding }: PayloadTreeProps) {
  if (entries.length === 0) return <p className="quiet">No values.</p>
  return (
    <ul className="tree" aria-label={label}>
      {entries.map(([key, value]) => (
        <Branch
          key={key}
          name={key}
          value={value}
          onBinding={onBinding}
          initiallyOpen={entries.length === 1}
        />
      ))}
    </ul>
  )
}

interface BranchProps {
  name: string
  value: Preview
  onBinding: PayloadTreeProps['onBinding']
  initiallyOpen: boolean
}

function Branch({ name, value, onBinding, initiallyOpen }: BranchProps) {
  const node = typeof value === 'object' ? value : null
  const children = node?.entries
  const [open, setOpen] = useState(initiallyOpen)
  if (!children || children.length === 0) {
    return (
      <li className="leaf">
        <span className="key">{name}: </span>
        <Value value={value} onBinding={onBinding} />
      </li>
    )
  }
  const hidden = node ? (node.size ?? 0) - children.length : 0
  return (
    <li>
      <button type="button" className="branch" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="chevron" size={12} />
        <span className="key">{name}: </span>
        <Value value={value} onBinding={undefined} />
      </button>
      {open && (
        <ul>
          {children.map(([key, child], index) => (
            <Branch
              key={`${index}.${key}`}
              name={key}
              value={child}
              onBinding={onBinding}
              initiallyOpen={false}
            />
          ))}
          {hidden > 0 && <li className="leaf quiet">{formatCount(hidden)} more</li>}
        </ul>
      )}
    </li>
  )
}

function Value({
  value,
  onBinding,
}: {
  value: Preview
  onBinding: PayloadTreeProps['onBinding']
}): ReactNode {
  if (value === null) return <span data-value="nullish">null</span>
  if (typeof value === 'string') return <span data-value="string">{JSON.stringify(value)}</span>
  if (typeof value === 'number') return <span data-value="number">{value}</span>
  if (typeof value === 'boolean') return <span data-value="boolean">{String(value)}</span>
  if (value.id !== undefined) return <BindingLink node={value} id={value.id} onBinding={onBinding} />
  return <span data-value={value.type}>{describeNode(value)}</span>
}

function BindingLink(props: { node: PreviewNode; id: Id; onBinding: PayloadTreeProps['onBinding'] }) {
  const { node, id, onBinding } = props
  const text = node.name ? `ƒ ${node.name} #${id}` : `ƒ #${id}`
  if (!onBinding) return <span data-value="function">{text}</span>
  return (
    <button type="button" className="link" title={`Show binding ${id}`} onClick={() => onBinding(id)}>
      {text}
    </button>
  )
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
