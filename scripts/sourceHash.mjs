import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * Tells whether a package has changed since it was built: a digest of all that its build reads.
 *
 * @param {string} folder relative to the root of the workspace
 * @returns {string}
 */
export function sourceHash(folder) {
  const sources = readdirSync(join(root, folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const common = ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs'].map((file) => join(root, file))
  const hash = createHash('sha256')
  for (const file of [...sources.sort(), join(root, folder, 'package.json'), ...common]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
