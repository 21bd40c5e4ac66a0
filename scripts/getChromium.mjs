import { spawnSync } from 'node:child_process'
import { findChromium } from './findChromium.mjs'

/** How each package manager is told to install a browser. The first one that is there is used. */
const packageManagers = [
  {
    name: 'apt-get',
    asRoot: true,
    commands: [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']],
  },
  { name: 'dnf', asRoot: true, commands: [['install', '--assumeyes', 'chromium']] },
  { name: 'pacman', asRoot: true, commands: [['-S', '--noconfirm', '--needed', 'chromium']] },
  { name: 'apk', asRoot: true, commands: [['add', '--no-cache', 'chromium']] },
  { name: 'brew', asRoot: false, commands: [['install', '--cask', 'google-chrome']] },
  {
    name: 'winget',
    asRoot: false,
    commands: [
      [
        'install',
        '--exact',
        '--id',
        'Google.Chrome',
        '--accept-package-agreements',
        '--accept-source-agreements',
      ],
    ],
  },
]

/** @param {string} name */
const isThere = (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/**
 * The Chromium that tests run in, installed with the platform's package manager when there is none.
 *
 * @returns {Promise<string>} the path of the executable
 * @throws {Error} one sentence that says what to do
 */
export async function getChromium() {
  const found = await findChromium()
  if (found) return found
  if (process.env.CHROMIUM_PATH) {
    throw new Error(`CHROMIUM_PATH names no program that can be run: ${process.env.CHROMIUM_PATH}`)
  }
  const manager = packageManagers.find(({ name }) => isThere(name))
  if (manager) {
    const sudo = manager.asRoot && process.getuid?.() !== 0 ? ['sudo', '--non-interactive'] : []
    for (const args of manager.commands) {
      const [program = '', ...rest] = [...sudo, manager.name, ...args]
      console.log(`No Chromium or Chrome is installed, so: ${[program, ...rest].join(' ')}`)
      spawnSync(program, rest, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
  }
  const installed = await findChromium()
  if (installed) return installed
  throw new Error('The tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to its executable.')
}
