import {
  allKeys,
  isAmount,
  parseAmount,
  type AmountField,
  type Vocabulary,
  type WordField,
} from './fields.js'
import { parseFilter, type FilterError, type Term } from './parse.js'

export interface Filter<Row> {
  text: string
  /** Whether a row satisfies every word that could be understood. */
  matches(row: Row): boolean
  errors: readonly FilterError[]
  /** Nothing is asked: every row matches. */
  isEmpty: boolean
  /** Its answers may change with time although the rows do not. */
  changes: boolean
}

type Test<Row> = (row: Row) => boolean

/** Turns filter text into a test for rows. Words with errors are left out of the test. */
export function compileFilter<Row>(text: string, vocabulary: Vocabulary<Row>): Filter<Row> {
  const { terms, errors } = parseFilter(text)
  const problems = [...errors]
  const tests: Test<Row>[] = []
  for (const term of terms) {
    const result = compileTerm(term, vocabulary)
    if (typeof result === 'string') problems.push({ start: term.start, end: term.end, message: result })
    else tests.push(term.negated ? (row) => !result(row) : result)
  }
  return {
    text,
    errors: problems.sort((a, b) => a.start - b.start),
    isEmpty: tests.length === 0,
    changes: terms.some(({ key }) => vocabulary.fields.some((field) => field.key === key && field.changes)),
    matches: (row) => {
      for (const test of tests) if (!test(row)) return false
      return true
    },
  }
}

/** A test, or what is wrong with the term. */
function compileTerm<Row>(term: Term, vocabulary: Vocabulary<Row>): Test<Row> | string {
  const { key, operator, values } = term
  if (key === undefined) {
    const needle = (values[0] ?? '').toLowerCase()
    const [, equated] = /^([a-z]+)=/.exec(needle) ?? []
    if (equated !== undefined && allKeys.includes(equated) && !term.isQuoted) {
      return `Write ${needle.replace('=', ':')}, or put it in quotes to search for it.`
    }
    return (row) => vocabulary.text(row).toLowerCase().includes(needle)
  }
  const field = vocabulary.fields.find((candidate) => candidate.key === key)
  if (!field) return unknownKey(key, vocabulary)
  if (values.some((value) => value === '')) return `“${key}${operator}” needs a value.`
  if (isAmount(field)) return compileAmount(field, term)
  if (operator !== ':') return `“${key}” is no number: write ${key}:${values[0]}.`
  return compileWords(field, values)
}

function compileAmount<Row>(field: AmountField<Row>, { operator, values }: Term): Test<Row> | string {
  const limits: number[] = []
  for (const value of values) {
    const amount = parseAmount(field.type, value)
    if (typeof amount !== 'number') return amount.message
    limits.push(amount)
  }
  const compare = comparisons[operator]
  return (row) => {
    const actual = field.read(row)
    return actual !== undefined && limits.some((limit) => compare(actual, limit))
  }
}

const comparisons: Record<Term['operator'], (actual: number, limit: number) => boolean> = {
  ':': (actual, limit) => actual === limit,
  '>': (actual, limit) => actual > limit,
  '>=': (actual, limit) => actual >= limit,
  '<': (actual, limit) => actual < limit,
  '<=': (actual, limit) => actual <= limit,
}

function compileWords<Row>(field: WordField<Row>, values: readonly string[]): Test<Row> | string {
  // Bindings are shown as `#42`; a quote cannot be written.
  const wanted = values.map((value) => value.toLowerCase().replace(field.type === 'id' ? /^#/ : '', ''))
  if (field.type === 'choice') {
    const stranger = wanted.find((value) => !field.choices.includes(value))
    if (stranger !== undefined) return `“${stranger}” is not one of ${field.choices.join(', ')}.`
  }
  const fits =
    field.type === 'text'
      ? (actual: string) => wanted.some((value) => actual.replaceAll('"', '').toLowerCase().includes(value))
      : (actual: string) => wanted.includes(actual.toLowerCase())
  return (row) => {
    const actual = field.read(row)
    if (actual === undefined) return false
    return typeof actual === 'string' ? fits(actual) : actual.some(fits)
  }
}

function unknownKey<Row>(key: string, { rows, fields }: Vocabulary<Row>): string {
  const known = fields.map((field) => field.key).join(', ')
  return allKeys.includes(key)
    ? `${capitalize(rows)} have no “${key}”. They have ${known}.`
    : `“${key}” is unknown. Known are ${known}. Put a word with a colon in quotes to search for it.`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
