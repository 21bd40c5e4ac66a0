import { type Contestant } from '../contestant.js'
import { birpc } from './birpc.js'
import { capnweb } from './capnweb.js'
import { comlink } from './comlink.js'
import { iorpc, iorpcBatched, iorpcObserved, iorpcRecorded } from './iorpc.js'
import { raw } from './raw.js'
import { samePackets } from './samePackets.js'
import { threads } from './threads.js'

export const contestants = {
  'raw postMessage': raw,
  'same packets': samePackets,
  iorpc,
  'iorpc, batched': iorpcBatched,
  'iorpc, observed': iorpcObserved,
  'iorpc, recorded': iorpcRecorded,
  comlink,
  birpc,
  capnweb,
  '@quilted/threads': threads,
} satisfies Record<string, Contestant>

export type ContestantName = keyof typeof contestants

/** The two references, ioRPC with default options, and its peers. */
export const everybody: readonly ContestantName[] = [
  'raw postMessage',
  'same packets',
  'iorpc',
  'comlink',
  'birpc',
  'capnweb',
  '@quilted/threads',
]
