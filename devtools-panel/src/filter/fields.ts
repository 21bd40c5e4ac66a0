interface Named {
  key: string
  /** One line for the completion list. */
  help: string
  /** What it reads changes although the row does not, such as an age. */
  changes?: true
}

/** `text` contains the value in any case, `id` is exactly it. */
interface TextField<Row> extends Named {
  type: 'text' | 'id'
  read(row: Row): string | readonly string[] | undefined
  /** What completion offers, where that is less than what is searched in. */
  sample?(row: Row): string | undefined
}

/** Is one of a few words. */
interface ChoiceField<Row> extends Named {
  type: 'choice'
  choices: readonly string[]
  read(row: Row): string | readonly string[] | undefined
  sample?: never
}

/** A number; `duration` takes `30s` and is read in ms, `size` takes `64k` and is read in bytes. */
export interface AmountField<Row> extends Named {
  type: 'count' | 'duration' | 'size'
  read(row: Row): number | undefined
}

export type WordField<Row> = TextField<Row> | ChoiceField<Row>

/** What a filter key means for the rows of one tab. */
export type Field<Row> = WordField<Row> | AmountField<Row>

export function isAmount<Row>(field: Field<Row>): field is AmountField<Row> {
  return field.type === 'count' || field.type === 'duration' || field.type === 'size'
}

/** Everything that can be asked about the rows of one tab. */
export interface Vocabulary<Row> {
  /** What the rows are called in messages, such as `packets`. */
  rows: string
  fields: readonly Field<Row>[]
  /** What plain words are searched in. */
  text(row: Row): string
}

/** Every key of any tab, so that a known word in the wrong place gets a better message than an unknown one. */
export const allKeys = [
  'dir',
  'kind',
  'method',
  'binding',
  'id',
  'connection',
  'owner',
  'verdict',
  'status',
  'side',
  'source',
  'age',
  'duration',
  'size',
  'count',
  'delta',
  'calls',
  'callbacks',
  'dropped',
  'late',
  'where',
]

const units: Record<'count' | 'duration' | 'size', Record<string, number>> = {
  count: { '': 1, k: 1e3, m: 1e6 },
  duration: { '': 1, ms: 1, s: 1e3, m: 60e3, min: 60e3, h: 3600e3 },
  size: { '': 1, b: 1, k: 1024, kb: 1024, m: 1024 ** 2, mb: 1024 ** 2, g: 1024 ** 3, gb: 1024 ** 3 },
}

const examples = { count: '10', duration: '30s', size: '64k' }

/** Reads `30s`, `1.5m`, `64k`; an error message when the text is no such value. */
export function parseAmount(type: 'count' | 'duration' | 'size', text: string): number | { message: string } {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text) ?? []
  if (digits === undefined) return { message: `“${text}” is no ${type}. Try ${examples[type]}.` }
  const factor = units[type][unit?.toLowerCase() ?? '']
  if (factor === undefined) {
    const known = Object.keys(units[type]).filter(Boolean).join(', ')
    return { message: `“${unit}” is no unit of a ${type}. Known are ${known}.` }
  }
  return Number(digits) * factor
}
