import type { Direction, PassedTo, TapView } from '@iorpc/tap'
import { type Field } from './fields.js'

// What can be asked on several tabs means the same on all of them.

export const connectionField: Field<{ tap: TapView }> = {
  key: 'connection',
  type: 'text',
  help: 'name of the connection',
  read: ({ tap }) => tap.name,
}

export const directionField: Field<{ record: { direction: Direction } }> = {
  key: 'dir',
  type: 'choice',
  choices: ['in', 'out'],
  help: 'received or sent',
  read: ({ record }) => record.direction,
}

export const methodField: Field<{ record: { name?: string | undefined; passedTo?: PassedTo | undefined } }> =
  {
    key: 'method',
    type: 'text',
    help: 'name of the function, or what it was passed to',
    read: ({ record: { name = '', passedTo } }) => (passedTo ? [name, passedTo.method] : name),
  }

export const startedField: Field<{ record: { startedAt: number } }> = {
  key: 'age',
  type: 'duration',
  help: 'since it began: age<30s',
  changes: true,
  read: ({ record }) => Date.now() - record.startedAt,
}
