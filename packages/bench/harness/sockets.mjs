import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * Starts the server of WebSockets in a process of its own.
 *
 * @param {string} bundles
 * @returns {Promise<{ socketUrl: string, close: () => void }>}
 */
export async function startSocketServer(bundles) {
  const server = fork(join(bundles, 'socketServer.mjs'))
  const [port] = await once(server, 'message')
  return { socketUrl: `ws://127.0.0.1:${port}`, close: () => server.disconnect() }
}
