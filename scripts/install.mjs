import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return {}
  }
}

/**
 * Whether `node_modules` holds exactly the versions of `package-lock.json`. npm keeps its own record of what it has
 * installed, so this needs no date and no stamp. Optional packages are those of other platforms.
 *
 * @param {string} folder the one that holds `package-lock.json`
 */
export function isInstalled(folder) {
  const installed = lockedPackages(join(folder, 'node_modules/.package-lock.json'))
  return Object.entries(lockedPackages(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || (path in installed && installed[path]?.version === version),
  )
}

/** Installs from the lockfile, unless that is already done. Ends the process when npm fails. */
export function installWhenNeeded() {
  if (isInstalled(root)) return
  console.log('Installing the packages of package-lock.json: a minute or two, once')
  const npm = process.env.npm_execpath
  const { status } = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) {
    console.error('npm could not install the packages; its own message is above.')
    process.exit(1)
  }
}
