export { createTap } from './createTap.js'
export { taps } from './registry.js'
export type * from './types.js'
