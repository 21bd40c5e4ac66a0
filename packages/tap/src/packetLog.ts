import { type Meaning } from './meaning.js'
import { dehydrate, type Detail } from './preview.js'
import { Ring } from './ring.js'
import { type Direction, type PacketRecord, type TapOptions } from './types.js'
import { type CarriedFunction } from './packet.js'

/** A packet, and its arguments if they are kept. */
export interface KeptPacket {
  readonly record: PacketRecord
  readonly payload: readonly unknown[] | undefined
}

/** A packet on its way into the log. */
export interface PassingPacket {
  epoch: number
  direction: Direction
  time: number
  meaning: Meaning
  args: readonly unknown[]
  transform: unknown
  functions: readonly CarriedFunction[]
}

const recordWeight = 160
/** Beyond so many packets in so many milliseconds values are no longer opened. */
const floodCount = 200
const floodTime = 16
const none: readonly never[] = []

/** The newest packets, as descriptions of what they carried. */
export class PacketLog {
  readonly ring: Ring<KeptPacket>
  paused = false
  /** Approximate bytes of the packet that was added last. */
  lastSize = 0
  readonly #redact
  readonly #keepPayloads
  #windowAt = 0
  #windowCount = 0

  constructor({ maxPackets = 5000, maxBytes = 16 * 1024 * 1024, redact, keepPayloads = false }: TapOptions) {
    this.ring = new Ring<KeptPacket>(maxPackets, maxBytes)
    this.#redact = redact
    this.#keepPayloads = keepPayloads
  }

  /** @returns its number, `undefined` while paused */
  add({ epoch, direction, time, meaning, args, transform, functions }: PassingPacket): number | undefined {
    const { kind, name, id, callId } = meaning
    const kept = this.#redact ? this.#redacted(direction, meaning, args) : args
    const { preview, size, weight } = dehydrate(kept ?? none, transform, this.#detail(time))
    this.lastSize = size
    if (this.paused) return undefined
    const record: PacketRecord = {
      seq: this.ring.total,
      time,
      epoch,
      direction,
      kind,
      name,
      id,
      callId,
      size,
      preview: kept ? preview : [{ type: 'redacted' }],
      functionIds: functions.length === 0 ? none : functions.map((carried) => carried.id),
    }
    const payload = this.#keepPayloads ? kept : undefined
    return this.ring.push({ record, payload }, recordWeight + weight + (payload ? size : 0))
  }

  /** @returns `undefined` when the hook fails: better nothing than what it should have hidden */
  #redacted(
    direction: Direction,
    { kind, name }: Meaning,
    args: readonly unknown[],
  ): readonly unknown[] | undefined {
    try {
      const kept: unknown = this.#redact?.({ direction, kind, name, args })
      return Array.isArray(kept) ? kept : undefined
    } catch {
      return undefined
    }
  }

  #detail(time: number): Detail {
    if (time - this.#windowAt > floodTime) {
      this.#windowAt = time
      this.#windowCount = 0
    }
    return this.#windowCount++ < floodCount ? 'full' : 'shallow'
  }
}
