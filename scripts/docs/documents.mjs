import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const isLeftOut = (/** @type {string} */ name) =>
  name.startsWith('.') || ['node_modules', 'dist', 'reports', 'coverage'].includes(name)

/**
 * Files of the repository, with their absolute paths.
 *
 * @param {RegExp} pattern what their names match
 * @param {string} [folder]
 * @returns {string[]}
 */
export function filesNamed(pattern, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return isLeftOut(entry.name) ? [] : filesNamed(pattern, path)
    return pattern.test(entry.name) ? [path] : []
  })
}

/** Every Markdown document that is written by hand. */
export const documents = () =>
  filesNamed(/\.md$/).filter(
    (path) => !path.startsWith(join(root, 'docs/api')) && !path.endsWith('CHANGELOG.md'),
  )
