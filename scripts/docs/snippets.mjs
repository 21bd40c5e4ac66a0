// Code in documents is code that runs: each block names the file, or the region of a file, that it shows.
//
//   <!-- snippet: examples/count.ts -->            the whole file, relative to the document, without marks of regions
//   <!-- snippet: count.test.ts#abort -->          what stands between `// #region abort` and `// #endregion abort`
//   <!-- snippet: App.tsx, run by app.test.ts -->  the file, which that test loads in a way that imports do not show
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * @typedef {object} Snippet
 * @property {number} line of its fence, from 1
 * @property {string} language
 * @property {string} code
 * @property {string | undefined} file that it shows, absolute
 * @property {string | undefined} region
 * @property {string | undefined} runner the test that runs it, absolute
 */

/** Languages that run, and therefore need a source. */
const runnable = ['ts', 'tsx', 'js', 'jsx', 'mjs', 'html']

const fences =
  /^(?:<!-- snippet: (?<file>[^\s,#]+)(?:#(?<region>[\w-]+))?(?:, run by (?<runner>\S+))? -->\n+)?^(?<fence>`{3,})(?<language>\w*).*\n(?<code>(?:.*\n)*?)^\k<fence>$/gm

/**
 * @param {string} document path
 * @param {string} [text] of the document
 * @returns {Snippet[]}
 */
export function snippetsOf(document, text = readFileSync(document, 'utf8')) {
  const from = (/** @type {string | undefined} */ file) => file && resolve(dirname(document), file)
  return [...text.matchAll(fences)].map(({ index, 0: all, groups = {} }) => {
    const { file, region, runner, language = '', code = '' } = groups
    const before = text.slice(0, index + all.indexOf('```'))
    return { line: before.split('\n').length, language, code, file: from(file), region, runner: from(runner) }
  })
}

/** @param {Snippet} snippet */
export const needsSource = ({ language, file }) => runnable.includes(language) && !file

/**
 * What a snippet has to show.
 *
 * @param {Snippet} snippet that has a file
 * @throws {Error} when there is no such file or region
 */
function sourceOf({ file = '', region }) {
  const text = readFileSync(file, 'utf8')
  if (!region) return text.replace(/^[ \t]*\/\/ #(?:end)?region .*\n/gm, '')
  const lines = text.split('\n')
  const at = (/** @type {string} */ mark) => {
    const index = lines.findIndex((line) => line.trim() === `// ${mark} ${region}`)
    if (index < 0) throw new Error(`${file} has no line "// ${mark} ${region}"`)
    return index
  }
  const inside = lines.slice(at('#region') + 1, at('#endregion'))
  const indent = Math.min(...inside.filter((line) => line.trim()).map((line) => line.search(/\S/)))
  return inside.map((line) => `${line.slice(indent)}\n`).join('')
}

/**
 * The document with the code of its sources.
 *
 * @param {string} document path
 */
export function withSources(document) {
  const text = readFileSync(document, 'utf8')
  const snippets = snippetsOf(document, text)
  let index = 0
  return text.replace(fences, (all) => {
    const snippet = snippets[index++]
    if (!snippet?.file) return all
    const body = all.indexOf('\n', all.indexOf('```')) + 1
    return all.slice(0, body) + sourceOf(snippet) + all.slice(body + snippet.code.length)
  })
}

/**
 * The files that tests run: the tests, what they import, and so on.
 *
 * @param {string[]} tests absolute paths
 * @returns {Set<string>}
 */
export function filesRunBy(tests) {
  const found = new Set(tests)
  for (const file of found) {
    const text = readFileSync(file, 'utf8')
    for (const [, specifier = ''] of text.matchAll(/['"](\.{1,2}\/[^'"\n]+)['"]/g)) {
      const target = existing(join(dirname(file), specifier))
      if (target) found.add(target)
    }
  }
  return found
}

/**
 * The file that an import leads to: `./a.js` may be `a.ts` or `a.tsx`.
 *
 * @param {string} path
 */
function existing(path) {
  const candidates = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')]
  return candidates.find((it) => /\.(?:[mc]?[jt]sx?|html)$/.test(it) && existsSync(it))
}
