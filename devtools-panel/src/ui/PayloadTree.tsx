import type { PacketRecord, Preview, PreviewNode } from '@iorpc/tap'
import { useState, type ReactNode } from 'react'
import { formatCount } from './format.js'
import { Icon } from './Icon.js'
import { describeNode } from './previewText.js'

type Id = PacketRecord['id']

interface PayloadTreeProps {
  /** What a packet carries, shown by its place. */
  values: readonly Preview[]
  label: string
  /** Shows a binding. */
  onBinding(id: Id): void
}

/** Previews as a tree whose branches are made when they are opened. */
export function PayloadTree({ values, label, onBinding }: PayloadTreeProps) {
  if (values.length === 0) return <p className="quiet">No values.</p>
  return (
    <ul className="tree" aria-label={label}>
      {values.map((value, index) => (
        <Branch
          key={index}
          name={String(index)}
          value={value}
          onBinding={onBinding}
          initiallyOpen={values.length === 1}
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

interface ValueProps {
  value: Preview
  /** Absent, ids are plain text. */
  onBinding: PayloadTreeProps['onBinding'] | undefined
}

function Value({ value, onBinding }: ValueProps): ReactNode {
  if (value === null) return <span data-value="nullish">null</span>
  if (typeof value === 'string') return <span data-value="string">{JSON.stringify(value)}</span>
  if (typeof value === 'number') return <span data-value="number">{value}</span>
  if (typeof value === 'boolean') return <span data-value="boolean">{String(value)}</span>
  if (value.id !== undefined) return <BindingLink node={value} id={value.id} onBinding={onBinding} />
  return <span data-value={value.type}>{describeNode(value)}</span>
}

interface BindingLinkProps extends Pick<ValueProps, 'onBinding'> {
  node: PreviewNode
  id: Id
}

function BindingLink({ node, id, onBinding }: BindingLinkProps) {
  const text = node.name ? `ƒ ${node.name} #${id}` : `ƒ #${id}`
  if (!onBinding) return <span data-value="function">{text}</span>
  return (
    <button type="button" className="link" title={`Show binding ${id}`} onClick={() => onBinding(id)}>
      {text}
    </button>
  )
}
