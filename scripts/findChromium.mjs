import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge']

const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable]
    return base ? [join(base, 'Google/Chrome/Application/chrome.exe')] : []
  }),
}

/** @param {string} file */
const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The Chromium that tests run in: `CHROMIUM_PATH`, one on the `PATH` or in the platform's usual place,
 * or the one Playwright has downloaded earlier.
 *
 * @returns {Promise<string | undefined>} the path of the executable, `undefined` when there is none
 */
export async function findChromium() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted) return isExecutable(wanted) ? wanted : undefined
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((dir) => names.map((name) => join(dir, name)))
  const installed = [...onPath, ...(places[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? [])]
  const { chromium } = await import('playwright-core')
  return [...installed, chromium.executablePath()].find(isExecutable)
}

/** Flags for a browser that talks to nobody but the page under test. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
