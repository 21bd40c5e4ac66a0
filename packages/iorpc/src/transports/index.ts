export type { LinkTransport } from './link.js'
export { portTransport } from './port.js'
export { windowTransport } from './window.js'
export { workerTransport } from './worker.js'
