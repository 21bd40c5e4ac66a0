import { fork } from 'node:child_process'
import { once } from 'node:events'
import { bundle, bundleScript } from './bundle.mjs'

/** @type {Map<number, import('node:child_process').ChildProcess>} */
const servers = new Map()

/** What tests in the browser may ask of the runner; browserCommands.ts has their types. */
export const transportCommands = {
  startSocketServer: async () => {
    const { file, remove } = await bundle('socketServer.ts')
    const server = fork(file)
    const [port] = await once(server, 'message')
    await remove()
    servers.set(port, server)
    return port
  },

  /** @param {unknown} _context @param {number} port */
  stopSocketServer: (_context, port) => {
    servers.get(port)?.disconnect()
    servers.delete(port)
  },

  /** @param {unknown} _context @param {string} entry */
  bundleScript: (_context, entry) => bundleScript(entry),
}
