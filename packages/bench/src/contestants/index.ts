import { type Contestant, type WireContestant } from '../contestant.js'
import { birpc } from './birpc.js'
import { capnweb } from './capnweb.js'
import { comlink } from './comlink.js'
import { iorpc, iorpcBatched, iorpcObserved, iorpcRecorded, iorpcRecordedTwice, iorpcShown } from './iorpc.js'
import { raw } from './raw.js'
import { samePackets } from './samePackets.js'
import { threads } from './threads.js'
import { base64, binary, dataChannel, interleaved, rawBytes } from './wires.js'

export const contestants = {
  'raw postMessage': raw,
  'same packets': samePackets,
  iorpc,
  'iorpc, batched': iorpcBatched,
  'iorpc, observed': iorpcObserved,
  'iorpc, recorded': iorpcRecorded,
  'iorpc, recorded on both sides': iorpcRecordedTwice,
  'iorpc, panel open': iorpcShown,
  comlink,
  birpc,
  capnweb,
  '@quilted/threads': threads,
} satisfies Record<string, Contestant>

export const wireContestants = {
  'raw bytes': rawBytes,
  'base64 in JSON': base64,
  binChannel: binary,
  'binChannel, interleaved': interleaved,
  'data channel, interleaved': dataChannel,
} satisfies Record<string, WireContestant>

export type WorkerContestantName = keyof typeof contestants
export type WireContestantName = keyof typeof wireContestants
export type ContestantName = WorkerContestantName | WireContestantName

export const isWire = (name: ContestantName): name is WireContestantName => name in wireContestants

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
