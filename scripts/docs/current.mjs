import { format, resolveConfig } from 'prettier'
import { limitsTable } from './limits.mjs'
import { reliabilityTable } from './numbers.mjs'
import { withSources } from './snippets.mjs'

/** Parts of documents that are made: what stands between `<!-- name -->` and `<!-- /name -->`. */
const parts = { 'reliability table': reliabilityTable, 'limits table': limitsTable }

/**
 * A document as it has to be: with the code of its sources and the parts that are made.
 *
 * @param {string} document path
 */
export async function current(document) {
  let text = withSources(document)
  for (const [name, make] of Object.entries(parts)) {
    const start = `<!-- ${name} -->`
    const end = `<!-- /${name} -->`
    if (!text.includes(start)) continue
    text = `${text.split(start)[0]}${start}\n\n${await make()}\n\n${end}${text.split(end)[1]}`
  }
  const options = await resolveConfig(document)
  return format(text, { ...options, filepath: document })
}
