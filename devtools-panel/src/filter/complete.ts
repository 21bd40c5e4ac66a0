import { isAmount, type Vocabulary } from './fields.js'
import { quoteValue, wordAt } from './parse.js'

export interface Completion {
  /** What the word becomes. */
  word: string
  help: string
}

export interface Completions {
  /** The part of the text that a completion replaces. */
  start: number
  end: number
  items: readonly Completion[]
}

/**
 * What could stand where the caret is: keys while a key is typed, values after the colon.
 *
 * @param samples values seen in the rows, by key, for keys whose values are free text
 */
export function completeFilter<Row>(
  text: string,
  caret: number,
  vocabulary: Vocabulary<Row>,
  samples: (key: string) => readonly string[],
): Completions {
  const { start, end } = wordAt(text, caret)
  const typed = text.slice(start, caret)
  const sign = typed.startsWith('-') ? '-' : ''
  const body = typed.slice(sign.length).toLowerCase()
  const [, key, value] = /^([a-z-]+):(.*)$/s.exec(body) ?? []
  const field = vocabulary.fields.find((candidate) => candidate.key === key)
  const items: Completion[] = []
  if (field) {
    const lastComma = (value ?? '').lastIndexOf(',') + 1
    const given = (value ?? '').slice(0, lastComma)
    const wanted = (value ?? '').slice(lastComma).replaceAll('"', '')
    const taken = given.replaceAll('"', '').split(',')
    const values = field.type === 'choice' ? field.choices : samples(field.key)
    for (const candidate of values) {
      if (!candidate.toLowerCase().includes(wanted) || candidate.toLowerCase() === wanted) continue
      if (taken.includes(candidate.toLowerCase())) continue
      items.push({ word: `${sign}${field.key}:${given}${quoteValue(candidate)}`, help: '' })
    }
  } else if (key === undefined) {
    for (const candidate of vocabulary.fields) {
      if (!candidate.key.startsWith(body)) continue
      items.push({ word: `${sign}${candidate.key}${isAmount(candidate) ? '>' : ':'}`, help: candidate.help })
    }
  }
  return { start, end, items: items.slice(0, 12) }
}
