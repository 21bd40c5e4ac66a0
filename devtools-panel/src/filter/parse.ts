// The syntax of a filter, the same on every tab:
//   1. words separated by spaces; a row must satisfy all of them
//   2. `key:value`, `key:a,b` (one of them), `key>1`, `key>=1`, `key<1`, `key<=1`
//   3. `-` before a word turns it around
//   4. any other word is searched for in the row's text; quotes keep spaces: `"a b"`, `owner:"Search Box"`

export type Operator = ':' | '>' | '>=' | '<' | '<='

/** One word of a filter and where it stands, so that an error can point at it. */
export interface Term {
  start: number
  end: number
  negated: boolean
  /** Begins with a quote: it is meant as it stands. */
  isQuoted: boolean
  /** Lower case; `undefined` for plain text. */
  key: string | undefined
  operator: Operator
  /** Alternatives; never empty, but the last may be `''` while the user types. */
  values: readonly string[]
}

export interface FilterError {
  start: number
  end: number
  message: string
}

export interface Syntax {
  terms: readonly Term[]
  errors: readonly FilterError[]
}

const word = /(?:"[^"]*"?|[^\s"])+/g
const keyed = /^([a-z][a-z-]*)(:|>=|<=|>|<)(.*)$/is
/** What is left over where somebody writes `size > 64k`. */
const looseOperator = /^(?::|>=|<=|>|<|=)/

/** Reads filter text. Never throws: what cannot be read becomes an error and the rest still applies. */
export function parseFilter(text: string): Syntax {
  const terms: Term[] = []
  const errors: FilterError[] = []
  for (const match of text.matchAll(word)) {
    const start = match.index
    const end = start + match[0].length
    const negated = match[0].length > 1 && match[0].startsWith('-')
    const body = negated ? match[0].slice(1) : match[0]
    if (countQuotes(body) % 2 === 1) {
      errors.push({ start, end, message: 'A quote is not closed.' })
      continue
    }
    if (body === '-') {
      errors.push({
        start,
        end,
        message: '“-” turns the word behind it around, without a space: -kind:reply.',
      })
      continue
    }
    if (looseOperator.test(body)) {
      errors.push({ start, end, message: 'Keys and values are written without spaces: size>64k.' })
      continue
    }
    const [, key, operator, value] = keyed.exec(body) ?? []
    terms.push({
      start,
      end,
      negated,
      isQuoted: body.startsWith('"'),
      key: key?.toLowerCase(),
      operator: (operator ?? ':') as Operator,
      values: key === undefined ? [unquote(body)] : splitValues(value ?? ''),
    })
  }
  return { terms, errors }
}

/** Where the word that the caret is in, or right behind, begins and ends. */
export function wordAt(text: string, caret: number): { start: number; end: number } {
  for (const match of text.matchAll(word)) {
    const end = match.index + match[0].length
    if (match.index <= caret && caret <= end) return { start: match.index, end }
  }
  return { start: caret, end: caret }
}

/** Quotes a value that would otherwise be read as several words or alternatives. */
export function quoteValue(value: string): string {
  return /[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value
}

function splitValues(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,"])+|(?<=,)$/g) ?? ['']).map(unquote)
}

function unquote(text: string): string {
  return text.replaceAll('"', '')
}

function countQuotes(text: string): number {
  return text.split('"').length - 1
}
