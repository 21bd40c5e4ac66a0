import type { Direction, PacketKind } from './traffic.js'

/** Options of `createTap`. */
export interface TapOptions {
  /** Name of the connection, as the panel shows it. */
  name: string
  /** Most packets kept; the oldest go first. Default 5000. */
  maxPackets?: number
  /** Most bytes that kept packets may hold, estimated. Default 16 MiB. */
  maxBytes?: number
  /** What to record in place of the arguments of a packet. Must not change them. What throws is recorded as redacted. */
  redact?: (packet: RedactPacket) => readonly unknown[]
  /** Keep the arguments of recorded packets, for `payload(seq)`. They count towards `maxBytes`. Default `false`. */
  keepPayloads?: boolean
  /** Record where each binding was made. Default: `true` unless `NODE_ENV` is `production`. */
  stacks?: boolean
  /** Milliseconds without a call after which a binding is IDLE. Default 30000. */
  idleAfter?: number
  /** Show calls as a track of Chrome's Performance panel. Default `false`; `traceCalls` switches it later. */
  traceCalls?: boolean
}

/** What `redact` sees of a packet. */
export interface RedactPacket {
  direction: Direction
  kind: PacketKind
  /** The function that is called or answers. */
  name: string
  args: readonly unknown[]
}
