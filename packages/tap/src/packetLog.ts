import type { Meaning } from './meaning.js'
import { dehydrate, type Detail } from './preview.js'
import { Ring } from './ring.js'
import type { Direction, PacketRecord, TapOptions } from './types.js'
import type { CarriedFunction } from './packet.js'

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
const floodCount = 50
const floodTime = 16
const none: readonly never[] = []

/** The newest packets, as descriptions of what they carried. */
export class PacketLog {
  readonly ring: Ring<PacketRecord>
  paused = false
  /** Approximate bytes of the packet that was added last. */
  lastSize = 0
  /** They go with their records. */
  readonly #payloads = new WeakMap<PacketRecord, readonly unknown[]>()
  readonly #redact
  readonly #keepPayloads
  #windowAt = 0
  #windowCount = 0

  constructor({ maxPackets = 5000, maxBytes = 16 * 1024 * 1024, redact, keepPayloads = false }: TapOptions) {
    this.ring = new Ring<PacketRecord>(maxPackets, maxBytes)
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
    if (!this.#keepPayloads || !kept) return this.ring.push(record, recordWeight + weight)
    this.#payloads.set(record, kept)
    return this.ring.push(record, recordWeight + weight + size)
  }

  /** The arguments of a packet that is still in the log. */
  payload(seq: number): readonly unknown[] | undefined {
    const record = this.ring.get(seq)
    return record && this.#payloads.get(record)
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
