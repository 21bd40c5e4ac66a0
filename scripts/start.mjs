// `npm start` installs what is missing, then serves the playground, from another origin the page of its iframe, and the
// room that its WebSocket leads to.
import { join } from 'node:path'
import { installWhenNeeded, root } from './install.mjs'

installWhenNeeded()

// Imported late: they need the installed packages.
const { createServer } = await import('vite')
const { freePort } = await import('./freePort.mjs')

// Two names of this machine, so that the browser keeps page and iframe apart by site and not only by port.
const page = { host: 'localhost', port: await freePort('localhost', 5173) }
const frame = { host: '127.0.0.1', port: await freePort('127.0.0.1', 5273) }
const socket = { host: 'localhost', port: await freePort('localhost', 5373) }

/** @param {{ host: string, port: number }} address */
const origin = ({ host, port }) => `http://${host}:${port}`
const socketUrl = `ws://${socket.host}:${socket.port}`

/**
 * @param {string} folder
 * @param {{ host: string, port: number }} address
 * @param {Record<string, string>} env what this server's code knows of the others
 */
async function serve(folder, address, env) {
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, folder),
    cacheDir: join(root, 'node_modules/.vite', folder),
    clearScreen: false,
    server: { ...address, strictPort: true },
    define: Object.fromEntries(
      Object.entries(env).map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
    ),
  })
  return server.listen()
}

const servers = await Promise.all([
  serve('playground', page, {
    VITE_FRAME_URL: `${origin(frame)}/`,
    VITE_FRAME_ORIGIN: origin(frame),
    VITE_SOCKET_URL: socketUrl,
  }),
  serve('playground/frame', frame, { VITE_PAGE_ORIGIN: origin(page) }),
])
// Vite understands TypeScript, and finds the sources of the packages.
const { serveRoom } = await servers[0].ssrLoadModule('/server/serveRoom.ts')
const room = await serveRoom({ ...socket, pageOrigin: origin(page) })

const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
const opens = hasScreen && !process.env.CI && process.env.BROWSER !== 'none'

console.log(`
  ioRPC playground  ${origin(page)}/
  its iframe        ${origin(frame)}/
  its WebSocket     ${socketUrl}/

  ${opens ? 'The playground opens in your browser.' : 'Open the first address in a browser.'} Ctrl+C ends all of it.
`)
if (opens) servers[0].openBrowser()

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    room.close()
    await Promise.all(servers.map((server) => server.close()))
    process.exit(0)
  })
}
