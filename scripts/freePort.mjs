import { createServer } from 'node:net'

/**
 * @param {string} host
 * @param {number} preferred taken when it is free; otherwise the system chooses
 * @returns {Promise<number>} a port that nobody listens on
 */
export function freePort(host, preferred) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' && preferred !== 0) resolve(freePort(host, 0))
      else reject(error)
    })
    probe.listen(preferred, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : preferred))
    })
  })
}
