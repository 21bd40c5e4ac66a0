import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { filesNamed } from './documents.mjs'

/** Code is no place for links. */
const withoutCode = (/** @type {string} */ text) =>
  text
    .replace(/^(`{3,})[^]*?^\1$/gm, '')
    .replace(/(`+)[^`\n].*?\1/g, (code) => code.replace(/[[\]()<>]/g, ' '))

/**
 * Anchors of a document, named as GitHub names them.
 *
 * @param {string} text
 */
function anchorsOf(text) {
  /** @type {Map<string, number>} */
  const times = new Map()
  const headings = text.replace(/^(`{3,})[^]*?^\1$/gm, '').matchAll(/^#{1,6} (.*)$/gm)
  const ids = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id)
  const slugs = [...headings].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\\/g, '')
    const slug = words
      .toLowerCase()
      .trim()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replace(/ /g, '-')
    const before = times.get(slug) ?? 0
    times.set(slug, before + 1)
    return before === 0 ? slug : `${slug}-${before}`
  })
  return [...ids, ...slugs]
}

/**
 * The links of a document that lead nowhere, with the reason. A link to a test must be named after the file or after a
 * test in it.
 *
 * @param {string} document path
 * @returns {string[]}
 */
export function brokenLinks(document) {
  const text = readFileSync(document, 'utf8')
  const prose = withoutCode(text)
  const links = [
    ...prose.matchAll(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g),
    ...prose.matchAll(/<(?:a|img|source)\b([^>]*?)\b(?:href|src|srcset)="([^"]+)"/g),
  ]
  return links.flatMap(([, label = '', target = '']) => {
    if (/^[a-z]+:/.test(target)) return []
    const [path = '', anchor] = target.split('#')
    const file = path ? resolve(dirname(document), decodeURIComponent(path)) : document
    if (!existsSync(file)) return [`${target}: no such file`]
    if (anchor && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor))
      return [`${target}: no such heading`]
    if (/\.test\.tsx?$/.test(file) && statSync(file).isFile() && !namesTest(label, file))
      return [`${target}: no test "${label}"`]
    return []
  })
}

/**
 * @param {string} label
 * @param {string} file
 */
function namesTest(label, file) {
  const name = label.replace(/[`\\]/g, '').trim()
  return file.endsWith(name) || readFileSync(file, 'utf8').replaceAll('`', '').includes(name)
}

const named = /^(?!\.)[\w@./-]+\.(?:tsx?|mjs|json|md)$/

/**
 * Files that a document names in code, and that are nowhere in the repository.
 *
 * @param {string} document path
 * @returns {string[]}
 */
export function missingFiles(document) {
  const prose = readFileSync(document, 'utf8').replace(/^(`{3,})[^]*?^\1$/gm, '')
  const names = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => named.test(code))
  return names.filter(
    (name) => !filesNamed(/\.(?:tsx?|mjs|json|md)$/).some((path) => path.endsWith(`/${name}`)),
  )
}
