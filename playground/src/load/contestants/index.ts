import { comlink } from './comlink.js'
import type { Contestant } from './contestant.js'
import { iorpc, iorpcBatched } from './iorpc.js'
import { rawPostMessage } from './rawPostMessage.js'

/** The one that the others are compared with. */
export const reference = 'raw postMessage'

export const contestants: ReadonlyMap<string, Contestant> = new Map([
  [reference, rawPostMessage],
  ['ioRPC', iorpc],
  ['ioRPC, batch()', iorpcBatched],
  ['comlink', comlink],
])
