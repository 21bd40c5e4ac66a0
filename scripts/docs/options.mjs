// Tables of options in documents have the defaults of the docstrings.
import { readFileSync } from 'node:fs'

/** What of a default can be compared: numbers, texts, `true` and `false`. The words around them may differ. */
const literals = (/** @type {string} */ text) => (text.match(/\d+|'[^']*'|true|false/g) ?? []).join(' ')

/**
 * The defaults that docstrings of optional members tell, by name.
 *
 * @param {string[]} files
 * @returns {Map<string, string[]>}
 */
export function documentedDefaults(files) {
  /** @type {Map<string, string[]>} */
  const found = new Map()
  for (const file of files) {
    const members = readFileSync(file, 'utf8').matchAll(
      /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(?:readonly )?(\w+)\?/g,
    )
    for (const [, comment = '', name = ''] of members) {
      const text = comment.replace(/\s*\n\s*\* ?/g, ' ')
      const [, told] = /Default:? ((?:[^.]|\.\d)+?)(?:[.;]|: |\s*$)/.exec(text) ?? []
      if (told) found.set(name, [...(found.get(name) ?? []), literals(told)])
    }
  }
  return found
}

/**
 * Rows of the tables of a document with a column `default` that tell another default than the docstrings.
 *
 * @param {string} document path
 * @param {Map<string, string[]>} defaults
 * @returns {string[]}
 */
export function wrongDefaults(document, defaults) {
  const tables = readFileSync(document, 'utf8').matchAll(/^\| (?:option|prop) +\| default.*\n(?:\|.*\n)+/gm)
  const rows = [...tables].flatMap(([table]) => table.trim().split('\n').slice(2))
  return rows.flatMap((row) => {
    const [, first = '', second = ''] = row.split('|')
    const [name = ''] = /\w+/.exec(first) ?? []
    const told = defaults.get(name)
    return !told || told.includes(literals(second))
      ? []
      : [`${name}: ${literals(second)} instead of ${told.join(' / ')}`]
  })
}
