import type { Meaning } from './meaning.js'
import type { CarriedFunction } from './packet.js'
import { PacketColumns, type Content } from './packetColumns.js'
import { dehydrate, isPlain, measured, plainSize, type Detail } from './preview.js'
import type { Direction, TapOptions } from './types.js'

const recordWeight = 120
/** Beyond so many packets in so many milliseconds values are described less closely, and then hardly at all. */
const shallowFrom = 50
const leastFrom = 250
const floodTime = 16
const none: readonly never[] = []
const redacted = [{ type: 'redacted' }] as const

/** The newest packets, as descriptions of what they carried. */
export class PacketLog {
  readonly packets: PacketColumns
  paused = false
  /** Approximate bytes of the packet that was added last. */
  lastSize = 0
  readonly #redact
  readonly #keepPayloads
  /** Of the packet that is being added. */
  readonly #content: Content = { preview: none, first: 0, second: 0, plain: 0, size: 0, weight: 0 }
  #windowAt = 0
  #windowCount = 0

  constructor({ maxPackets = 5000, maxBytes = 16 * 1024 * 1024, redact, keepPayloads = false }: TapOptions) {
    this.packets = new PacketColumns(maxPackets, maxBytes)
    this.#redact = redact
    this.#keepPayloads = keepPayloads
  }

  /** @returns its number, `undefined` while paused */
  add(
    epoch: number,
    direction: Direction,
    time: number,
    meaning: Meaning,
    args: readonly unknown[],
    transform: unknown,
    functions: readonly CarriedFunction[],
  ): number | undefined {
    const kept = this.#redact ? this.#redacted(direction, meaning, args) : args
    const content = this.#content
    if (functions.length > 0 || !kept || !describesItself(kept, content)) {
      content.preview = dehydrate(kept ?? none, transform, this.#detail(time))
      content.first = content.second = undefined
      content.plain = 0
      content.size = measured.size
      content.weight = measured.weight
      if (!kept) content.preview = redacted
    }
    const { size, weight } = content
    this.lastSize = size
    if (this.paused) return undefined
    const payload = this.#keepPayloads ? kept : undefined
    return this.packets.push(
      epoch,
      direction,
      time,
      meaning,
      content,
      functions.length === 0 ? none : functions.map((carried) => carried.id),
      payload,
      recordWeight + weight + (payload ? size : 0),
    )
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
    const count = this.#windowCount++
    return count < shallowFrom ? 'full' : count < leastFrom ? 'shallow' : 'least'
  }
}

/** Most packets carry a value or two that need no description, and those no array. @returns whether this is one */
function describesItself(args: readonly unknown[], content: Content): boolean {
  const { length } = args
  if (length > 2) return false
  const first = length > 0 ? args[0] : undefined
  const second = length > 1 ? args[1] : undefined
  if (!isPlain(first) || !isPlain(second)) return false
  content.preview = undefined
  content.first = first
  content.second = second
  content.plain = length
  content.size = (length > 0 ? plainSize(first) : 0) + (length > 1 ? plainSize(second) : 0)
  content.weight = length * 8 + textLength(first) + textLength(second)
  return true
}

function textLength(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}
