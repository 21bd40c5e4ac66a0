import { isAmount, type Vocabulary } from './fields.js'

/** Completion needs a taste of what is there, not all of it. */
const mostValues = 200

/** Values that a filter key has in some rows, for completion. */
export function sampleValues<Row>(
  vocabulary: Vocabulary<Row>,
  key: string,
  rows: Iterable<Row>,
): readonly string[] {
  const field = vocabulary.fields.find((candidate) => candidate.key === key)
  if (!field || isAmount(field)) return []
  const values = new Set<string>()
  for (const row of rows) {
    const value = (field.sample ?? field.read)(row) ?? []
    for (const one of typeof value === 'string' ? [value] : value) if (one !== '') values.add(one)
    if (values.size >= mostValues) break
  }
  return [...values]
}
