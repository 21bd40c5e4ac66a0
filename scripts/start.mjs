// `npm start` installs what is missing, then serves the playground and, from another origin, the page of its iframe.
import { join } from 'node:path'
import { installWhenNeeded, root } from './install.mjs'

installWhenNeeded()

// Imported late: they need the installed packages.
const { createServer } = await import('vite')
const { freePort } = await import('./freePort.mjs')

// Two names of this machine, so that the browser keeps page and iframe apart by site and not only by port.
const page = { host: 'localhost', port: await freePort('localhost', 5173) }
const frame = { host: '127.0.0.1', port: await freePort('127.0.0.1', 5273) }
/** @param {{ host: string, port: number }} address */
const origin = ({ host, port }) => `http://${host}:${port}`

/**
 * @param {string} folder
 * @param {{ host: string, port: number }} address
 * @param {Record<string, string>} origins the origins that this server's code knows
 */
async function serve(folder, address, origins) {
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, folder),
    cacheDir: join(root, 'node_modules/.vite', folder),
    clearScreen: false,
    server: { ...address, strictPort: true },
    define: Object.fromEntries(
      Object.entries(origins).map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
    ),
  })
  return server.listen()
}

const servers = await Promise.all([
  serve('playground', page, { VITE_FRAME_ORIGIN: origin(frame) }),
  serve('playground/frame', frame, { VITE_PAGE_ORIGIN: origin(page) }),
])

console.log(`\n  ioRPC playground  ${origin(page)}/`)
console.log(`  its iframe        ${origin(frame)}/`)
console.log('\n  Ctrl+C ends both.\n')

const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
// `BROWSER=none` is honoured by Vite itself.
if (hasScreen && !process.env.CI) servers[0].openBrowser()

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(
    signal,
    () => void Promise.all(servers.map((server) => server.close())).then(() => process.exit(0)),
  )
}
